package keyturn.server.websocket;

import java.util.Set;

/**
 * Who may ask for a WebSocket. Set when the configuration is read, which is after the container has
 * made its filters; until then the door is closed anyway. Thread-safe.
 */
public final class UpgradeRules {
  private volatile Origins origins = new Origins(Set.of());
  private volatile Proxies proxies = new Proxies(Set.of());

  public void set(Origins allowed, Proxies trusted) {
    origins = allowed;
    proxies = trusted;
  }

  Origins origins() {
    return origins;
  }

  Proxies proxies() {
    return proxies;
  }
}
