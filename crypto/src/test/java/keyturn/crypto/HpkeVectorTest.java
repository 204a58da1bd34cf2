package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HpkeVectorTest {
  static Stream<VectorFile.Case> rfc9180() {
    return VectorFile.read("rfc9180.txt").stream();
  }

  static List<VectorFile.Case> xWing() {
    return VectorFile.read("xwing.txt");
  }

  @ParameterizedTest
  @MethodSource("rfc9180")
  void hpkeGivesTheValuesOfTheRfc(VectorFile.Case vector) throws Exception {
    Kem kem = Kem.valueOf(vector.text("kem"));
    Hpke hpke = new Hpke(kem, Aead.valueOf(vector.text("aead")));
    KemKeyPair ours = kem.ofPrivate(vector.secret("private-r"));
    assertEquals(vector.bytes("public-r"), ours.publicKey());
    AnsweredShare share = dhKem(kem).encapsulate(ours.publicKey(), vector.secret("private-e"));
    assertEquals(vector.bytes("enc"), share.share());
    HpkeContext sender = hpke.schedule(share.secret(), vector.array("info"));
    HpkeContext receiver = hpke.setupReceiver(ours, vector.bytes("enc"), vector.array("info"));
    switch (vector.text("kind")) {
      case "setup" -> setup(vector, kem, share);
      case "message" -> message(vector, sender, receiver);
      default -> export(vector, List.of(sender, receiver));
    }
  }

  private static DhKem dhKem(Kem kem) {
    return kem == Kem.P256 ? DhKem.P256 : DhKem.X25519;
  }

  private static void setup(VectorFile.Case vector, Kem kem, AnsweredShare share) {
    assertEquals(vector.bytes("shared-secret"), share.secret().use(Bytes::of));
    KemKeyPair derived = kem.derive(vector.secret("ikm-r"));
    assertEquals(vector.bytes("private-r"), derived.privateKey().use(Bytes::of));
    KemKeyPair ephemeral = kem.derive(vector.secret("ikm-e"));
    assertEquals(vector.bytes("private-e"), ephemeral.privateKey().use(Bytes::of));
  }

  private static void message(VectorFile.Case vector, HpkeContext sender, HpkeContext receiver)
      throws AuthenticationFailedException {
    for (int i = 0; i < Integer.parseInt(vector.text("sequence")); i++) {
      receiver.open(new byte[0], sender.seal(new byte[0], new byte[0]));
    }
    Bytes sealed = Bytes.of(sender.seal(vector.array("aad"), vector.array("plaintext")));
    assertEquals(vector.bytes("ciphertext"), sealed);
    assertEquals(
        vector.bytes("plaintext"), Bytes.of(receiver.open(vector.array("aad"), sealed.toArray())));
  }

  private static void export(VectorFile.Case vector, List<HpkeContext> contexts) {
    for (HpkeContext context : contexts) {
      SecretBytes exported =
          context.export(vector.array("context"), Integer.parseInt(vector.text("length")));
      assertEquals(vector.bytes("exported"), exported.use(Bytes::of));
    }
  }

  @Test
  void xWingGivesTheValuesOfTheDraft() throws Exception {
    for (VectorFile.Case vector : xWing()) {
      KemKeyPair pair = Kem.X_WING.ofPrivate(vector.secret("seed"));
      assertEquals(vector.bytes("public"), pair.publicKey());
      AnsweredShare share = XWing.INSTANCE.encapsulate(pair.publicKey(), vector.secret("eseed"));
      assertEquals(vector.bytes("enc"), share.share());
      assertEquals(vector.bytes("secret"), share.secret().use(Bytes::of));
      assertEquals(
          vector.bytes("secret"), Kem.X_WING.decapsulate(pair, vector.bytes("enc")).use(Bytes::of));
    }
  }
}
