package keyturn.client.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.link.ClientLoop;
import keyturn.client.vault.Vaults;

/**
 * What a session works with.
 *
 * @param events what the application hears, in this order
 * @param deviceName by which the user knows this device
 */
public record SessionParts(
    ClientLoop loop,
    Clock clock,
    SecureRandom random,
    Consumer<ClientEvent> events,
    Vaults vaults,
    VaultWork vaultWork,
    String deviceName) {}
