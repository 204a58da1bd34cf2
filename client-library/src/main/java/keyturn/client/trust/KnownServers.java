package keyturn.client.trust;

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

  /** Replaces what was pinned before. On disk when this returns. */
  void pin(String server, Fingerprint fingerprint);
}
