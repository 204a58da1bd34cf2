package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7518, RFC 8439, NIST Triple-DES, and a second computation of the suites that are ours. */
class SuiteVectorTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Stream<VectorFile.Case> composed() {
    return Stream.concat(
        VectorFile.read("rfc7518.txt").stream(), VectorFile.read("suites.txt").stream());
  }

  static List<VectorFile.Case> chaCha() {
    return VectorFile.read("rfc8439.txt");
  }

  static List<VectorFile.Case> tripleDes() {
    return VectorFile.read("nist-tdes.txt");
  }

  private static byte[] sealed(VectorFile.Case vector) {
    Bytes sealed =
        vector.values().containsKey("sealed")
            ? vector.bytes("sealed")
            : Bytes.concat(vector.bytes("iv"), vector.bytes("ciphertext"), vector.bytes("tag"));
    return sealed.toArray();
  }

  @ParameterizedTest
  @MethodSource("composed")
  void composedSuiteSealsAsTheOther(VectorFile.Case vector) {
    EncryptThenMac.Layout layout = EncryptThenMac.Layout.valueOf(vector.text("suite"));
    try (EncryptThenMac cipher = new EncryptThenMac(layout, vector.secret("key"), RANDOM)) {
      assertArrayEquals(
          sealed(vector),
          cipher.sealWith(vector.array("iv"), vector.array("aad"), vector.array("plaintext")));
    }
  }

  @ParameterizedTest
  @MethodSource("composed")
  void composedSuiteOpensTheOthers(VectorFile.Case vector) throws AuthenticationFailedException {
    CipherSuite suite = CipherSuite.valueOf(vector.text("suite"));
    try (SuiteCipher cipher =
        SuiteCipher.create(suite, vector.secret("key"), Bytes.EMPTY, RANDOM)) {
      assertArrayEquals(
          vector.array("plaintext"), cipher.open(0, vector.array("aad"), sealed(vector)));
    }
  }

  @ParameterizedTest
  @MethodSource("chaCha")
  void chaChaSealsAndOpens(VectorFile.Case vector) throws AuthenticationFailedException {
    byte[] sealed = Bytes.concat(vector.bytes("ciphertext"), vector.bytes("tag")).toArray();
    Bytes nonce = vector.bytes("nonce");
    byte[] aad = vector.array("aad");
    try (SuiteCipher cipher =
        SuiteCipher.create(CipherSuite.CHACHA20_POLY1305, vector.secret("key"), nonce, RANDOM)) {
      assertArrayEquals(sealed, cipher.seal(0, aad, vector.array("plaintext")));
      assertArrayEquals(vector.array("plaintext"), cipher.open(0, aad, sealed));
    }
  }

  /** The vectors have no padding, so only what comes before ours is compared. */
  @ParameterizedTest
  @MethodSource("tripleDes")
  void tripleDesEncryptsAsNist(VectorFile.Case vector) throws AuthenticationFailedException {
    byte[] expected = vector.array("ciphertext");
    try (CbcCipher cipher = CbcCipher.tripleDes(vector.secret("key"))) {
      byte[] encrypted = cipher.encrypt(vector.array("iv"), vector.array("plaintext"));

      assertEquals(expected.length + 8, encrypted.length);
      assertArrayEquals(expected, Arrays.copyOf(encrypted, expected.length));
      assertArrayEquals(vector.array("plaintext"), cipher.decrypt(vector.array("iv"), encrypted));
    }
  }

  @Test
  void tripleDesRefusesEqualKeysWhateverTheirParity() {
    byte[] one = {1, 2, 3, 4, 5, 6, 7, 8};
    byte[] oneWithOtherParity = {0, 3, 2, 5, 4, 7, 6, 9};
    byte[] two = {11, 12, 13, 14, 15, 16, 17, 18};
    byte[] three = {21, 22, 23, 24, 25, 26, 27, 28};
    for (byte[][] keys :
        new byte[][][] {
          {one, one, two}, {two, one, one}, {one, two, one}, {one, oneWithOtherParity, two}
        }) {
      assertThrows(IllegalArgumentException.class, () -> CbcCipher.tripleDes(joined(keys)));
    }
    try (CbcCipher cipher = CbcCipher.tripleDes(joined(one, two, three))) {
      assertTrue(cipher.encrypt(new byte[8], new byte[0]).length > 0);
    }
  }

  private static SecretBytes joined(byte[]... keys) {
    return SecretBytes.adopt(
        Bytes.concat(Bytes.of(keys[0]), Bytes.of(keys[1]), Bytes.of(keys[2])).toArray());
  }

  @Test
  void aeadNonceIsIvXorCounter() {
    SecretBytes key = SecretBytes.random(32, RANDOM);
    Bytes iv = Bytes.ofHex("000102030405060708090a0b");
    Bytes nonce = Bytes.ofHex("000102030504070618181a18");
    byte[] expected =
        new AeadCipher(AeadCipher.Kind.AES_GCM, key)
            .seal(nonce.toArray(), new byte[0], new byte[5]);
    try (SuiteCipher cipher = SuiteCipher.create(CipherSuite.AES_256_GCM, key, iv, RANDOM)) {
      assertArrayEquals(expected, cipher.seal(0x0101010110111013L, new byte[0], new byte[5]));
    }
  }
}
