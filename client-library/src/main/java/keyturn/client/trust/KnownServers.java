package keyturn.client.trust;

import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Fingerprint;

/** The pins: which fingerprint the user trusted for which server. Thread-safe. */
public interface KnownServers {
  /**
   * What the user trusted last.
   *
   * @param server host:port
   */
  Optional<Fingerprint> pinned(String server);

  /** All pins, by host:port. */
  Map<String, Fingerprint> all();

  /** The next connection to this server asks as the first one did. On disk when this returns. */
  void forget(String server);

  /** Replaces what was pinned before. On disk when this returns. */
  void pin(String server, Fingerprint fingerprint);
}
