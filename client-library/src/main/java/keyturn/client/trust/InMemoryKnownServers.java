package keyturn.client.trust;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import keyturn.crypto.Fingerprint;

/** Pins that end with the program. */
public final class InMemoryKnownServers implements KnownServers {
  private final Map<String, Fingerprint> pins = new ConcurrentHashMap<>();

  @Override
  public Optional<Fingerprint> pinned(String server) {
    return Optional.ofNullable(pins.get(server));
  }

  @Override
  public Map<String, Fingerprint> all() {
    return Map.copyOf(pins);
  }

  @Override
  public void forget(String server) {
    pins.remove(server);
  }

  @Override
  public void pin(String server, Fingerprint fingerprint) {
    pins.put(server, fingerprint);
  }
}
