package keyturn.protocol.tunnel;

import java.util.List;
import keyturn.crypto.AnsweredShare;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SigningKey;

/** A server that agrees on keys honestly with one client and then says what a test wants. */
final class HostileServer {
  private final ClientHandshake client;
  private final Transcript transcript = new Transcript();
  private final HandshakeKeys keys;

  private HostileServer(ClientHandshake client, HandshakeKeys keys, byte[]... messages) {
    this.client = client;
    this.keys = keys;
    for (byte[] message : messages) {
      transcript.add(message);
    }
  }

  /** Starts a client and brings it to await the proof. */
  static HostileServer facing(IdentityTrust trust) throws Exception {
    ClientPolicy policy = ClientPolicy.only(KeyGroup.X25519, CipherSuite.AES_256_GCM);
    ClientHandshake client = ClientHandshake.start(policy, trust, TunnelPair.RANDOM);
    byte[] hello = client.hello();
    AnsweredShare answered =
        KeyGroup.X25519.answer(ClientHello.decode(hello).share(), TunnelPair.RANDOM);
    byte[] serverHello =
        new ServerHello(
                Bytes.of(new byte[TunnelLimits.RANDOM_BYTES]),
                CipherSuite.AES_256_GCM.code(),
                30,
                KeyGroup.X25519.code(),
                answered.share())
            .encode();
    Bytes hash = new Transcript().add(hello).add(serverHello).hash();
    HandshakeKeys keys =
        HandshakeKeys.derive(
            HandshakeParts.with(TunnelPair.RANDOM),
            KeyGroup.X25519,
            CipherSuite.AES_256_GCM,
            answered.secret(),
            hash);
    client.onMessage(serverHello);
    return new HostileServer(client, keys, hello, serverHello);
  }

  byte[] identity(ServerIdentity identity) {
    return added(IdentityMessage.encode(identity));
  }

  byte[] verify(SigningKey key) {
    return added(CertificateVerify.sign(key, transcript.hash()).encode());
  }

  byte[] verify(CertificateVerify forged) {
    return added(forged.encode());
  }

  byte[] finished() {
    return added(keys.serverFinished(transcript.hash()).encode());
  }

  Bytes transcriptHash() {
    return transcript.hash();
  }

  byte[] sealed(byte[]... flight) {
    return sealed(MessageType.HANDSHAKE_RECORD, Flight.join(flight));
  }

  byte[] sealed(MessageType type, byte[] plaintext) {
    return keys.serverSealer().seal(type, plaintext);
  }

  /** Hands a message to the client. */
  HandshakeStep send(byte[] message) throws Exception {
    return client.onMessage(message);
  }

  /** The whole flight, honest but for the key that signs. */
  HandshakeStep proveWith(ServerIdentity identity, SigningKey key) throws Exception {
    List<byte[]> flight = List.of(identity(identity), verify(key), finished());
    return send(sealed(flight.toArray(byte[][]::new)));
  }

  private byte[] added(byte[] message) {
    transcript.add(message);
    return message;
  }
}
