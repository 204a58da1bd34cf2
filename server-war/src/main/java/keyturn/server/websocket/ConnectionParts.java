package keyturn.server.websocket;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ServerHandshake;
import keyturn.protocol.tunnel.ServerPolicy;
import keyturn.protocol.tunnel.TunnelIdentity;

/**
 * What all connections share.
 *
 * @param policy of the tunnels
 * @param welcome the first message in every tunnel
 * @param suites for conversations, the default first
 * @param tunnelThreads for sealing and opening; nothing there waits
 * @param requestThreads for use cases, which may wait for the database
 * @param gathering runs a moment later what it is given: messages that wait for company
 * @param nanoTime a monotonic clock
 */
public record ConnectionParts(
    ConnectionLimits limits,
    ServerPolicy policy,
    TunnelIdentity identity,
    SecureRandom random,
    ServerMessage.Welcome welcome,
    List<CipherSuite> suites,
    UseCases useCases,
    DeviceConnections devices,
    Executor tunnelThreads,
    Executor requestThreads,
    Consumer<Runnable> gathering,
    LongSupplier nanoTime) {
  public ConnectionParts {
    suites = List.copyOf(suites);
  }

  ServerHandshake newHandshake() {
    return ServerHandshake.start(policy, identity, random);
  }
}
