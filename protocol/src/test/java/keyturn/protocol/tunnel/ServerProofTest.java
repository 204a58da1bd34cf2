package keyturn.protocol.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SignatureScheme;
import keyturn.crypto.SigningKey;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.UnexpectedMessageException;
import org.junit.jupiter.api.Test;

/** What the client demands of the server's identity. */
class ServerProofTest {
  private static final TunnelIdentity SERVER = TunnelPair.IDENTITY;
  private static final SigningKey MALLORY = SigningKey.generateEd25519(TunnelPair.RANDOM);

  private final AtomicInteger trustAsked = new AtomicInteger();
  private final IdentityTrust counting = identity -> trustAsked.incrementAndGet();

  @Test
  void honestProofEstablishes() throws Exception {
    HostileServer server = HostileServer.facing(counting);
    HandshakeStep step = server.proveWith(SERVER.presented(), SERVER.key());
    assertTrue(step.established().isPresent());
    assertEquals(SERVER.presented(), step.established().orElseThrow().server());
    assertEquals(1, trustAsked.get());
  }

  @Test
  void rsaIdentityWorksWithTheClassicFamily() throws Exception {
    SigningKey rsa = SigningKey.generateRsa3072(TunnelPair.RANDOM);
    ServerHandshake server =
        ServerHandshake.start(
            new ServerPolicy(List.of(KeyGroup.FFDHE3072), List.of(CipherSuite.A256CBC_HS512), 30),
            TunnelIdentity.ofKey(rsa),
            TunnelPair.RANDOM);
    ClientHandshake client =
        ClientHandshake.start(
            ClientPolicy.only(KeyGroup.FFDHE3072, CipherSuite.A256CBC_HS512),
            counting,
            TunnelPair.RANDOM);
    List<Bytes> answer = server.onMessage(client.hello()).toSend();
    client.onMessage(answer.get(0).toArray());
    HandshakeStep last = client.onMessage(answer.get(1).toArray());
    assertTrue(server.onMessage(last.toSend().get(0).toArray()).established().isPresent());
    assertEquals(rsa.fingerprint(), last.established().orElseThrow().server().fingerprint());
  }

  @Test
  void untrustedServerGetsNoFinished() throws Exception {
    HostileServer server =
        HostileServer.facing(
            identity -> {
              throw new UntrustedServerException(identity, "not the pinned key");
            });
    UntrustedServerException refusal =
        assertThrows(
            UntrustedServerException.class,
            () -> server.proveWith(ServerIdentity.ofKey(MALLORY.publicKey()), MALLORY));
    assertEquals(MALLORY.fingerprint(), refusal.identity().fingerprint());
    assertThrows(UnexpectedMessageException.class, () -> server.send(new byte[] {64}));
  }

  @Test
  void anothersKeyCannotBePresented() throws Exception {
    HostileServer server = HostileServer.facing(counting);
    failsUnasked(() -> server.proveWith(SERVER.presented(), MALLORY));
  }

  /** Mallory has keys with both sides and relays the server's true signature. */
  @Test
  void signatureOverAnotherTranscriptIsRefused() throws Exception {
    HostileServer elsewhere = HostileServer.facing(counting);
    elsewhere.identity(SERVER.presented());
    CertificateVerify relayed = CertificateVerify.sign(SERVER.key(), elsewhere.transcriptHash());
    HostileServer server = HostileServer.facing(counting);
    byte[] flight =
        server.sealed(
            server.identity(SERVER.presented()), server.verify(relayed), server.finished());
    failsUnasked(() -> server.send(flight));
  }

  @Test
  void signatureForAnotherPurposeIsRefused() throws Exception {
    for (String context :
        List.of("", "keyturn/1 client sign-in", "TLS 1.3, server CertificateVerify")) {
      HostileServer server = HostileServer.facing(counting);
      byte[] identity = server.identity(SERVER.presented());
      byte[] content =
          new WireWriter()
              .bytes(" ".repeat(64).getBytes(StandardCharsets.US_ASCII))
              .bytes(context.getBytes(StandardCharsets.US_ASCII))
              .u8(0)
              .bytes(server.transcriptHash())
              .toArray();
      CertificateVerify forged =
          new CertificateVerify(SERVER.key().scheme().code(), SERVER.key().sign(content));
      byte[] flight = server.sealed(identity, server.verify(forged), server.finished());
      failsUnasked(() -> server.send(flight));
    }
  }

  @Test
  void schemeOfAnotherKeyIsRefused() throws Exception {
    HostileServer server = HostileServer.facing(counting);
    byte[] identity = server.identity(SERVER.presented());
    Bytes signature = CertificateVerify.sign(SERVER.key(), server.transcriptHash()).signature();
    CertificateVerify forged =
        new CertificateVerify(SignatureScheme.RSA_PSS_SHA256.code(), signature);
    byte[] flight = server.sealed(identity, server.verify(forged), server.finished());
    failsUnasked(() -> server.send(flight));
  }

  @Test
  void identityThatIsNoKeyIsRefused() throws Exception {
    HostileServer server = HostileServer.facing(counting);
    ServerIdentity none = ServerIdentity.ofKey(Bytes.of(new byte[44]));
    failsUnasked(() -> server.proveWith(none, SERVER.key()));
  }

  @Test
  void wrongFinishedIsRefused() throws Exception {
    HostileServer server = HostileServer.facing(counting);
    byte[] flight =
        server.sealed(
            server.identity(SERVER.presented()),
            server.verify(SERVER.key()),
            new Finished(Bytes.of(new byte[32])).encode());
    failsUnasked(() -> server.send(flight));
  }

  @Test
  void everyMessageOfTheProofMustBeThereOnceAndInOrder() throws Exception {
    HostileServer honest = HostileServer.facing(counting);
    byte[] identity = honest.identity(SERVER.presented());
    byte[] verify = honest.verify(SERVER.key());
    byte[] finished = honest.finished();
    List<List<byte[]>> flights =
        List.of(
            List.of(),
            List.of(identity),
            List.of(finished),
            List.of(identity, finished),
            List.of(identity, verify),
            List.of(verify, finished),
            List.of(verify, identity, finished),
            List.of(identity, verify, verify, finished),
            List.of(identity, verify, finished, finished),
            List.of(identity, verify, finished, new byte[1]));
    for (List<byte[]> flight : flights) {
      HostileServer server = HostileServer.facing(counting);
      byte[] record = server.sealed(flight.toArray(byte[][]::new));
      Exception refusal = assertThrows(Exception.class, () -> server.send(record));
      assertTrue(
          refusal instanceof UnexpectedMessageException
              || refusal instanceof MalformedMessageException,
          () -> "refused with " + refusal);
    }
    assertEquals(0, trustAsked.get());
  }

  @Test
  void tooManyCertificatesAreRefused() throws Exception {
    HostileServer server = HostileServer.facing(counting);
    WireWriter body = new WireWriter().u16(1).u8(7).u8(9);
    Collections.nCopies(9, 1).forEach(length -> body.u24(length).u8(0));
    byte[] record =
        server.sealed(
            body.toMessage(MessageType.IDENTITY), server.verify(SERVER.key()), server.finished());
    assertThrows(MalformedMessageException.class, () -> server.send(record));
  }

  private void failsUnasked(org.junit.jupiter.api.function.Executable attack) {
    assertThrows(AuthenticationFailedException.class, attack);
    assertEquals(0, trustAsked.get());
  }
}
