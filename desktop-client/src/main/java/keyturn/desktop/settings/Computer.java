package keyturn.desktop.settings;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.ServerAddress;
import keyturn.crypto.Fingerprint;

/** What the settings need of this computer; answers come from a thread of its own. */
public interface Computer {
  CompletableFuture<List<TrustedServer>> trustedServers();

  /** Completes with those that are left. */
  CompletableFuture<List<TrustedServer>> forget(String server);

  /** Connects as the client would, without signing in; fails with why there is no connection. */
  CompletableFuture<Fingerprint> test(ServerAddress server);

  /**
   * For the proxy that is chosen; kept until the program ends, never written.
   *
   * @param password is taken over; empty for none
   */
  void proxyPassword(Optional<char[]> password);

  /** What this program is, line by line. */
  List<String> versions();
}
