package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 5869 and the key schedule of RFC 8448. */
class HkdfVectorTest {
  private static final HashAlgorithm HASH = HashAlgorithm.SHA256;

  static List<VectorFile.Case> rfc5869() {
    return VectorFile.read("rfc5869.txt");
  }

  static List<VectorFile.Case> extractSteps() {
    return VectorFile.read("rfc8448-extract.txt");
  }

  static List<VectorFile.Case> expandSteps() {
    return VectorFile.read("rfc8448-expand.txt");
  }

  private static Bytes revealed(SecretBytes secret) {
    return secret.use(Bytes::of);
  }

  @ParameterizedTest
  @MethodSource("rfc5869")
  void extractsAndExpands(VectorFile.Case vector) {
    SecretBytes prk = Hkdf.extract(HASH, vector.array("salt"), vector.secret("ikm"));
    Bytes okm = vector.bytes("okm");

    assertEquals(vector.bytes("prk"), revealed(prk));
    assertEquals(okm, revealed(Hkdf.expand(HASH, prk, vector.array("info"), okm.length())));
  }

  @ParameterizedTest
  @MethodSource("extractSteps")
  void extractsAsTls(VectorFile.Case vector) {
    SecretBytes secret = Hkdf.extract(HASH, vector.secret("salt"), vector.secret("ikm"));

    assertEquals(vector.bytes("secret"), revealed(secret));
  }

  @ParameterizedTest
  @MethodSource("expandSteps")
  void expandsLabelsAsTls(VectorFile.Case vector) {
    Bytes output = vector.bytes("output");

    assertEquals(
        output,
        revealed(
            Hkdf.expandLabel(
                HASH,
                vector.secret("secret"),
                "tls13 ",
                vector.text("label"),
                vector.array("context"),
                output.length())));
  }

  @Test
  void anotherPrefixGivesAnotherKey() {
    SecretBytes secret = SecretBytes.adopt(new byte[32]);
    SecretBytes tls = Hkdf.expandLabel(HASH, secret, "tls13 ", "key", new byte[0], 32);
    SecretBytes ours = Hkdf.expandLabel(HASH, secret, "keyturn1 ", "key", new byte[0], 32);

    assertTrue(!tls.equalsSecret(ours));
  }

  @Test
  void expandsToAtMost255Hashes() {
    SecretBytes prk = SecretBytes.adopt(new byte[32]);

    assertEquals(8160, Hkdf.expand(HASH, prk, new byte[0], 8160).length());
    assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(HASH, prk, new byte[0], 8161));
  }

  @Test
  void refusesLabelsAndContextsThatTheLengthByteCannotHold() {
    SecretBytes secret = SecretBytes.adopt(new byte[32]);
    String longLabel = "l".repeat(250);

    assertThrows(
        IllegalArgumentException.class,
        () -> Hkdf.expandLabel(HASH, secret, "tls13 ", longLabel, new byte[0], 32));
    assertThrows(
        IllegalArgumentException.class,
        () -> Hkdf.expandLabel(HASH, secret, "tls13 ", "key", new byte[256], 32));
  }
}
