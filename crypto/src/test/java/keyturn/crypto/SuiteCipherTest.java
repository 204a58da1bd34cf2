package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuiteCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] AAD = {1, 2, 3};

  private static SuiteCipher cipher(CipherSuite suite, SecretBytes key) {
    return SuiteCipher.create(suite, key, Bytes.of(new byte[suite.ivBytes()]), RANDOM);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void opensWhatItSealedInAllSizes(CipherSuite suite) throws AuthenticationFailedException {
    SecretBytes key = SecretBytes.random(suite.keyBytes(), RANDOM);
    try (SuiteCipher sending = cipher(suite, key);
        SuiteCipher receiving = cipher(suite, key)) {
      for (int length : new int[] {0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 74, 65536}) {
        byte[] plaintext = random(length);
        byte[] sealed = sending.seal(length, AAD, plaintext);

        assertArrayEquals(plaintext, receiving.open(length, AAD, sealed));
        assertTrue(sealed.length - length <= suite.maxOverheadBytes());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void opensTheSameTwice(CipherSuite suite) throws AuthenticationFailedException {
    SecretBytes key = SecretBytes.random(suite.keyBytes(), RANDOM);
    try (SuiteCipher sending = cipher(suite, key);
        SuiteCipher receiving = cipher(suite, key)) {
      byte[] sealed = sending.seal(5, AAD, new byte[100]);

      receiving.open(5, AAD, sealed);
      assertArrayEquals(new byte[100], receiving.open(5, AAD, sealed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesToSealUnderACounterThatIsNotAbove(CipherSuite suite) {
    SecretBytes key = SecretBytes.random(suite.keyBytes(), RANDOM);
    try (SuiteCipher sending = cipher(suite, key)) {
      sending.seal(0, AAD, new byte[1]);
      sending.seal(Long.MAX_VALUE, AAD, new byte[1]);
      sending.seal(-2, AAD, new byte[1]);

      for (long counter : new long[] {-2, Long.MAX_VALUE, 0}) {
        assertThrows(IllegalStateException.class, () -> sending.seal(counter, AAD, new byte[1]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverSealsTheSameWayTwice(CipherSuite suite) {
    SecretBytes key = SecretBytes.random(suite.keyBytes(), RANDOM);
    try (SuiteCipher sending = cipher(suite, key)) {
      byte[] plaintext = new byte[64];

      assertFalse(Arrays.equals(sending.seal(1, AAD, plaintext), sending.seal(2, AAD, plaintext)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void closedCipherDoesNothing(CipherSuite suite) {
    SuiteCipher cipher = cipher(suite, SecretBytes.random(suite.keyBytes(), RANDOM));
    cipher.close();

    assertThrows(IllegalStateException.class, () -> cipher.seal(0, AAD, AAD));
    assertThrows(IllegalStateException.class, () -> cipher.open(0, AAD, AAD));
  }

  @ParameterizedTest
  @EnumSource
  void refusesKeysAndIvsOfOtherLengths(CipherSuite suite) {
    Bytes iv = Bytes.of(new byte[suite.ivBytes()]);
    Bytes longerIv = Bytes.of(new byte[suite.ivBytes() + 1]);
    SecretBytes key = SecretBytes.random(suite.keyBytes(), RANDOM);
    SecretBytes shorterKey = SecretBytes.random(suite.keyBytes() - 1, RANDOM);

    assertThrows(
        IllegalArgumentException.class, () -> SuiteCipher.create(suite, shorterKey, iv, RANDOM));
    assertThrows(
        IllegalArgumentException.class, () -> SuiteCipher.create(suite, key, longerIv, RANDOM));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByCodeAndName(CipherSuite suite) {
    assertEquals(Optional.of(suite), CipherSuite.ofCode(suite.code()));
    assertEquals(Optional.of(suite), CipherSuite.ofName(suite.name()));
  }
}
