package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.InvalidKeyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7748, RFC 8032 and RFC 9106. */
class KeyVectorTest {
  static List<VectorFile.Case> x25519() {
    return VectorFile.read("rfc7748.txt");
  }

  static List<VectorFile.Case> ed25519() {
    return VectorFile.read("rfc8032.txt");
  }

  @ParameterizedTest
  @MethodSource("x25519")
  void x25519Agrees(VectorFile.Case vector) throws KeyExchange.RefusedShareException {
    SecretBytes secret = new X25519Exchange().agree(vector.secret("scalar"), vector.bytes("point"));

    assertEquals(vector.bytes("output"), secret.use(Bytes::of));
  }

  @ParameterizedTest
  @MethodSource("ed25519")
  void ed25519SignsAndVerifies(VectorFile.Case vector)
      throws InvalidKeyException, AuthenticationFailedException {
    byte[] message = vector.array("message");
    String pem = Pem.PRIVATE_KEY.encode(Ed25519Keys.toPkcs8(vector.array("seed")));
    try (SigningKey key = SigningKey.ofPkcs8Pem(pem)) {
      assertEquals(Ed25519Keys.toSpki(vector.bytes("public")), key.publicKey());
      assertEquals(vector.bytes("signature"), key.sign(message));
      VerifyingKey.ofSpki(key.publicKey()).verify(message, vector.bytes("signature"));
    }
  }

  @Test
  void argon2idDerives() {
    VectorFile.Case vector = VectorFile.read("rfc9106.txt").get(0);
    SecretBytes tag =
        PasswordKey.derive(
            vector.array("password"),
            PasswordKey.parameters(vector.array("salt"), new PasswordKey.Cost(32, 3, 4))
                .withSecret(vector.array("secret"))
                .withAdditional(vector.array("associated")),
            32);

    assertEquals(vector.bytes("tag"), tag.use(Bytes::of));
  }
}
