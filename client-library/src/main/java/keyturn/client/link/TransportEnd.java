package keyturn.client.link;

import keyturn.client.LinkLoss;

/** How a connection ended. */
public sealed interface TransportEnd {
  /** The server closed it with this code. */
  record Closed(int code) implements TransportEnd {}

  /** There was none, or it broke. */
  record Failed(LinkLoss cause) implements TransportEnd {}

  /** Java would go round the SOCKS proxy that is configured, so nothing was tried. */
  record SocksRefused() implements TransportEnd {}
}
