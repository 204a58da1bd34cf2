package keyturn.desktop.preferences;

import java.util.Optional;

/**
 * An HTTP proxy; its password is asked for and never kept.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param user for proxies that want to know
 */
public record ProxyAddress(String host, int port, Optional<String> user) {
  private static final int MAX_PORT = 65_535;

  public ProxyAddress {
    if (host.isBlank() || !host.equals(host.strip()) || host.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("a proxy needs a host");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
    }
  }
}
