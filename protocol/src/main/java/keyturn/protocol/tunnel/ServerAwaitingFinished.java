package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.ProtocolException;

/** The server's flight is sent; the record with the client's Finished must come. */
final class ServerAwaitingFinished implements ServerState {
  private final ServerIdentity identity;
  private final HandshakeKeys keys;
  private final Transcript transcript;
  private final ServerPolicy policy;

  ServerAwaitingFinished(
      ServerIdentity identity, HandshakeKeys keys, Transcript transcript, ServerPolicy policy) {
    this.identity = identity;
    this.keys = keys;
    this.transcript = transcript;
    this.policy = policy;
  }

  @Override
  public Next onMessage(byte[] message) throws ProtocolException, AuthenticationFailedException {
    if (MessageType.of(message).orElse(MessageType.MESSAGE_HASH) != MessageType.HANDSHAKE_RECORD) {
      throw Unexpected.in("awaiting the client's Finished", message);
    }
    byte[] plaintext;
    try (RecordOpener opener = keys.clientOpener()) {
      plaintext = opener.open(message);
    }
    byte[] finished = Flight.split(plaintext, MessageType.FINISHED).get(0);
    Bytes hashToServerFinished = transcript.hash();
    keys.clientFinished(hashToServerFinished).verify(Finished.decode(finished));
    transcript.add(finished);
    Tunnel tunnel =
        Tunnel.ofServer(
            new Established(
                keys, identity, policy.refreshMessages(), hashToServerFinished, transcript.hash()));
    return new Next(new ServerOver(), new HandshakeStep(List.of(), Optional.of(tunnel)));
  }

  @Override
  public void close() {
    keys.close();
  }
}
