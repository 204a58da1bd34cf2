package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey ED25519 = SigningKey.generateEd25519(RANDOM);
  private static final SigningKey RSA = SigningKey.generateRsa3072(RANDOM);
  private static final byte[] MESSAGE = "attack at dawn".getBytes(StandardCharsets.US_ASCII);

  static Stream<SigningKey> keys() {
    return Stream.of(ED25519, RSA);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("keys")
  void publicHalfVerifiesWhatItSigned(SigningKey key) throws Exception {
    VerifyingKey.ofSpki(key.publicKey()).verify(MESSAGE, key.sign(MESSAGE));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("keys")
  void isTheSameKeyAfterPem(SigningKey key) throws Exception {
    SigningKey read = SigningKey.ofPkcs8Pem(key.toPkcs8Pem());

    assertEquals(key.publicKey(), read.publicKey());
    VerifyingKey.ofSpki(key.publicKey()).verify(MESSAGE, read.sign(MESSAGE));
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("keys")
  void changedSignatureIsRefused(SigningKey key) throws InvalidKeyException {
    VerifyingKey verifying = VerifyingKey.ofSpki(key.publicKey());
    for (Bytes changed : Mutations.of(key.sign(MESSAGE))) {
      assertThrows(AuthenticationFailedException.class, () -> verifying.verify(MESSAGE, changed));
    }
  }

  @Test
  void readsTheKeyOfRfc8410() throws InvalidKeyException {
    String pem =
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """;

    SigningKey key = SigningKey.ofPkcs8Pem(pem);

    assertEquals(
        Bytes.of(
            Base64.getDecoder()
                .decode("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")),
        key.publicKey());
    assertEquals(pem, key.toPkcs8Pem());
  }

  @Test
  void keyDoesNotShowItselfInText() {
    assertEquals("ED25519 [secret]", ED25519.toString());
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("keys")
  void brokenPemIsRefused(SigningKey key) {
    String pem = key.toPkcs8Pem();
    for (String broken :
        new String[] {
          "",
          "x",
          pem + pem,
          pem.replace("BEGIN", "BEGUN"),
          pem.replace("M", "*"),
          pem.substring(40)
        }) {
      assertThrows(InvalidKeyException.class, () -> SigningKey.ofPkcs8Pem(broken));
    }
  }
}
