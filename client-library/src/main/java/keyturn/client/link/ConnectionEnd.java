package keyturn.client.link;

import java.util.Optional;
import keyturn.client.CertificateFacts;
import keyturn.client.LinkLoss;
import keyturn.protocol.tunnel.ServerIdentity;

/** How a try ended. */
sealed interface ConnectionEnd {
  record OfTransport(TransportEnd end) implements ConnectionEnd {}

  record Lost(LinkLoss cause) implements ConnectionEnd {}

  record Untrusted(ServerIdentity identity, Optional<CertificateFacts> certificate)
      implements ConnectionEnd {}

  /** No common version, group or suite; {@code explanation} names both sides' lists. */
  record Incompatible(String explanation) implements ConnectionEnd {}

  /** The server, or somebody in between, broke the protocol. */
  record Broken(String explanation) implements ConnectionEnd {}
}
