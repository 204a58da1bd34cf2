package keyturn.desktop.signin;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The keyring of this computer's user: one secret for each person at each server. It may ask its
 * owner to unlock it, which takes as long as it takes.
 */
public interface SecretStore {
  /** Whether there is a keyring at all. */
  CompletableFuture<Boolean> answers();

  /** Empty if it has none, or did not give it. */
  CompletableFuture<Optional<char[]>> find(String server, String user);

  /**
   * Puts a new random secret in the place of the one before.
   *
   * @return 32 bytes in hex, which the caller wipes; empty if the keyring did not take them
   */
  CompletableFuture<Optional<char[]>> renew(String server, String user);

  void forget(String server, String user);
}
