package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] AAD = {1, 2};
  private static final byte[] PLAINTEXT = new byte[32];

  private final SecretBytes key = SecretBytes.random(SealedBox.KEY_BYTES, RANDOM);

  @Test
  void opensWhatItSealed() throws AuthenticationFailedException {
    Bytes box = SealedBox.seal(key, AAD, PLAINTEXT, RANDOM);

    assertArrayEquals(PLAINTEXT, SealedBox.open(key, AAD, box));
    assertEquals(PLAINTEXT.length + SealedBox.OVERHEAD_BYTES, box.length());
  }

  @Test
  void everyBoxIsAnother() {
    assertNotEquals(
        SealedBox.seal(key, AAD, PLAINTEXT, RANDOM), SealedBox.seal(key, AAD, PLAINTEXT, RANDOM));
  }

  @Test
  void everyChangeIsRefused() {
    Bytes box = SealedBox.seal(key, AAD, PLAINTEXT, RANDOM);
    for (Bytes changed : Mutations.of(box)) {
      assertThrows(AuthenticationFailedException.class, () -> SealedBox.open(key, AAD, changed));
    }
  }

  @Test
  void movedElsewhereIsRefused() {
    Bytes box = SealedBox.seal(key, AAD, PLAINTEXT, RANDOM);

    assertThrows(
        AuthenticationFailedException.class, () -> SealedBox.open(key, new byte[] {1, 3}, box));
  }

  @Test
  void keysOfOtherLengthsAreOurMistake() {
    SecretBytes shorter = SecretBytes.random(16, RANDOM);

    assertThrows(
        IllegalArgumentException.class, () -> SealedBox.seal(shorter, AAD, PLAINTEXT, RANDOM));
  }
}
