package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;

/**
 * What a handshake wants after a message.
 *
 * @param toSend binary messages to send now, in this order, before anything of the tunnel
 * @param established the tunnel, once both Finished are verified; the handshake is then over
 */
public record HandshakeStep(List<Bytes> toSend, Optional<Tunnel> established) {
  public HandshakeStep {
    toSend = List.copyOf(toSend);
  }
}
