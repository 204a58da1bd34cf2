package keyturn.client.link;

/** How a connection ended. */
public sealed interface TransportEnd {
  /** The server closed it with this code. */
  record Closed(int code) implements TransportEnd {}

  /** There was none, or it broke; {@code cause} is for people. */
  record Failed(String cause) implements TransportEnd {}

  /** Java would go round the SOCKS proxy that is configured, so nothing was tried. */
  record SocksRefused() implements TransportEnd {}
}
