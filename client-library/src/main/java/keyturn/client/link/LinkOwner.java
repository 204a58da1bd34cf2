package keyturn.client.link;

import java.util.Optional;
import keyturn.client.CertificateFacts;
import keyturn.client.LinkState;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.CloseCode;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.ServerIdentity;

/** Is told, on the client loop, what the link does. */
public interface LinkOwner {
  void onLink(LinkState state);

  /** The tunnel stands; {@code Welcome} follows. */
  void onConnected(Fingerprint server);

  void onMessage(ServerMessage message);

  /** More can be sent without waiting. */
  void onRoom();

  /** What was sent on this connection and not answered has an unknown outcome. */
  void onDisconnected();

  void onUntrusted(ServerIdentity identity, Optional<CertificateFacts> certificate);

  /** The session is over and the resume token void. */
  void onSessionEnded(CloseCode code);

  /** How many messages wait, for {@link LinkState.Waiting}. */
  int queued();
}
