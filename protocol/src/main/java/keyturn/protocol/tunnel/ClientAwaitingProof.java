package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.ProtocolException;

/** ServerHello came; the record with Identity, CertificateVerify and Finished must follow. */
final class ClientAwaitingProof implements ClientState {
  private final IdentityTrust trust;
  private final HandshakeKeys keys;
  private final Transcript transcript;
  private final int refreshMessages;

  ClientAwaitingProof(
      IdentityTrust trust, HandshakeKeys keys, Transcript transcript, int refreshMessages) {
    this.trust = trust;
    this.keys = keys;
    this.transcript = transcript;
    this.refreshMessages = refreshMessages;
  }

  @Override
  public Next onMessage(byte[] message)
      throws ProtocolException, AuthenticationFailedException, UntrustedServerException {
    if (MessageType.of(message).orElse(MessageType.MESSAGE_HASH) != MessageType.HANDSHAKE_RECORD) {
      throw Unexpected.in("awaiting the server's proof", message);
    }
    byte[] plaintext;
    try (RecordOpener opener = keys.serverOpener()) {
      plaintext = opener.open(message);
    }
    ServerIdentity identity = prove(plaintext);
    trust.check(identity);
    return finish(identity);
  }

  private ServerIdentity prove(byte[] plaintext)
      throws ProtocolException, AuthenticationFailedException {
    List<byte[]> flight =
        Flight.split(
            plaintext, MessageType.IDENTITY, MessageType.CERTIFICATE_VERIFY, MessageType.FINISHED);
    ServerIdentity identity = IdentityMessage.decode(flight.get(0));
    transcript.add(flight.get(0));
    CertificateVerify.decode(flight.get(1)).verify(identity.spki(), transcript.hash());
    transcript.add(flight.get(1));
    keys.serverFinished(transcript.hash()).verify(Finished.decode(flight.get(2)));
    transcript.add(flight.get(2));
    return identity;
  }

  private Next finish(ServerIdentity identity) {
    Bytes hashToServerFinished = transcript.hash();
    byte[] finished = keys.clientFinished(hashToServerFinished).encode();
    byte[] record;
    try (RecordSealer sealer = keys.clientSealer()) {
      record = sealer.seal(MessageType.HANDSHAKE_RECORD, finished);
    }
    transcript.add(finished);
    Tunnel tunnel =
        Tunnel.ofClient(
            new Established(
                keys, identity, refreshMessages, hashToServerFinished, transcript.hash()));
    return new Next(
        new ClientOver(), new HandshakeStep(List.of(Bytes.of(record)), Optional.of(tunnel)));
  }

  @Override
  public void close() {
    keys.close();
  }
}
