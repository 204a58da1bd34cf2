package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Mallory does to what was sealed, opening it is the same failure. */
class HostileSealedTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] AAD = {1, 2, 3, 4};
  private static final byte[] PLAINTEXT = new byte[50];
  private static final long COUNTER = 7;

  private static SuiteCipher cipher(CipherSuite suite) {
    return SuiteCipher.create(
        suite,
        SecretBytes.random(suite.keyBytes(), RANDOM),
        Bytes.of(new byte[suite.ivBytes()]),
        RANDOM);
  }

  private static void assertRefused(SuiteCipher cipher, long counter, byte[] aad, byte[] sealed) {
    assertThrows(AuthenticationFailedException.class, () -> cipher.open(counter, aad, sealed));
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeOfTheSealedIsRefused(CipherSuite suite) throws AuthenticationFailedException {
    try (SuiteCipher cipher = cipher(suite)) {
      byte[] sealed = cipher.seal(COUNTER, AAD, PLAINTEXT);
      for (Bytes changed : Mutations.of(Bytes.of(sealed))) {
        assertRefused(cipher, COUNTER, AAD, changed.toArray());
      }
      assertArrayEquals(PLAINTEXT, cipher.open(COUNTER, AAD, sealed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeOfTheAdditionalDataIsRefused(CipherSuite suite) {
    try (SuiteCipher cipher = cipher(suite)) {
      byte[] sealed = cipher.seal(COUNTER, AAD, PLAINTEXT);
      for (Bytes changed : Mutations.of(Bytes.of(AAD))) {
        assertRefused(cipher, COUNTER, changed.toArray(), sealed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_256_GCM", "AES_128_GCM", "CHACHA20_POLY1305"})
  void anotherCounterIsRefusedByAead(CipherSuite suite) {
    try (SuiteCipher cipher = cipher(suite)) {
      byte[] sealed = cipher.seal(COUNTER, AAD, PLAINTEXT);
      for (long counter : new long[] {0, 6, 8, 7L << 32, 7 + (1L << 32), -7, Long.MIN_VALUE + 7}) {
        assertRefused(cipher, counter, AAD, sealed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherKeyIsRefused(CipherSuite suite) {
    try (SuiteCipher alice = cipher(suite);
        SuiteCipher mallory = cipher(suite)) {
      assertRefused(alice, COUNTER, AAD, mallory.seal(COUNTER, AAD, PLAINTEXT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void splicedMessagesAreRefused(CipherSuite suite) {
    try (SuiteCipher cipher = cipher(suite)) {
      Bytes first = Bytes.of(cipher.seal(COUNTER, AAD, PLAINTEXT));
      Bytes second = Bytes.of(cipher.seal(COUNTER + 1, AAD, new byte[] {9}));
      for (int at = 1; at < first.length(); at++) {
        byte[] spliced = Bytes.concat(first.slice(0, at), second).toArray();
        assertRefused(cipher, COUNTER, AAD, spliced);
      }
    }
  }

  /** Additional data moved into the ciphertext must not give the same MAC input: AL is there. */
  @ParameterizedTest
  @EnumSource(EncryptThenMac.Layout.class)
  void bytesMovedFromAdditionalDataToTheSealedAreRefused(EncryptThenMac.Layout layout) {
    SecretBytes key = SecretBytes.random(layout.keyBytes(), RANDOM);
    try (EncryptThenMac cipher = new EncryptThenMac(layout, key, RANDOM)) {
      Bytes aad = Bytes.of(new byte[32]);
      Bytes sealed = Bytes.of(cipher.seal(aad.toArray(), PLAINTEXT));
      byte[] moved = Bytes.concat(aad.slice(16, 32), sealed).toArray();
      byte[] shorter = aad.slice(0, 16).toArray();

      assertThrows(AuthenticationFailedException.class, () -> cipher.open(shorter, moved));
    }
  }

  static Stream<EncryptThenMac.Layout> cbcLayouts() {
    return Stream.of(EncryptThenMac.Layout.values())
        .filter(layout -> layout != EncryptThenMac.Layout.KEYED_HASH_HS256);
  }

  /** Only who has the MAC key gets as far as the padding; the failure is still the same one. */
  @ParameterizedTest
  @MethodSource("cbcLayouts")
  void genuineTagOverBadCiphertextIsTheSameFailure(EncryptThenMac.Layout layout) {
    SecretBytes key = SecretBytes.random(layout.keyBytes(), RANDOM);
    int block = layout.ivBytes();
    try (EncryptThenMac cipher = new EncryptThenMac(layout, key, RANDOM)) {
      for (int length : List.of(0, 1, block - 1, block + 1)) {
        Bytes forged = withGenuineTag(layout, key, new byte[block + length]);
        assertThrows(AuthenticationFailedException.class, () -> cipher.open(AAD, forged.toArray()));
      }
      byte[] zeroPadding = new byte[block + block];
      byte[] encrypted = cipher.sealWith(new byte[block], AAD, new byte[block - 1]);
      System.arraycopy(encrypted, 0, zeroPadding, 0, 2 * block);
      // The plaintext ends in 0x01; this bit of the IV makes it 0x00, which pads nothing.
      zeroPadding[block - 1] ^= 1;
      Bytes forged = withGenuineTag(layout, key, zeroPadding);
      assertThrows(AuthenticationFailedException.class, () -> cipher.open(AAD, forged.toArray()));
    }
  }

  private static Bytes withGenuineTag(EncryptThenMac.Layout layout, SecretBytes key, byte[] body) {
    int macKeyBytes = layout.keyBytes() - encryptionKeyBytes(layout);
    HashAlgorithm hash = layout.tagBytes() == 32 ? HashAlgorithm.SHA512 : HashAlgorithm.SHA256;
    byte[] aadBits = {0, 0, 0, 0, 0, 0, 0, (byte) (AAD.length * 8)};
    Bytes tag = Hmac.tag(hash, key.slice(0, macKeyBytes), AAD, body, aadBits);
    return Bytes.concat(Bytes.of(body), tag.slice(0, layout.tagBytes()));
  }

  private static int encryptionKeyBytes(EncryptThenMac.Layout layout) {
    return switch (layout) {
      case A128CBC_HS256, A128CBC_HS512 -> 16;
      case TDES_CBC_HS256 -> 24;
      case A256CBC_HS256, A256CBC_HS512, KEYED_HASH_HS256 -> 32;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 12, 15, 16, 27, 28, 31, 32, 47, 48, 63, 64, 1000})
  void zerosOfAnyLengthAreRefused(int length) {
    for (CipherSuite suite : CipherSuite.values()) {
      try (SuiteCipher cipher = cipher(suite)) {
        assertRefused(cipher, 0, new byte[0], new byte[length]);
      }
    }
  }
}
