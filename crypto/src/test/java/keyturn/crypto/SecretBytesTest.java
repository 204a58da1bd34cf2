package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void closingWipesTheArrayItOwns() {
    byte[] value = {1, 2, 3};
    SecretBytes secret = SecretBytes.adopt(value);
    secret.close();

    assertArrayEquals(new byte[3], value);
    assertTrue(secret.isClosed());
    assertThrows(IllegalStateException.class, () -> secret.use(Bytes::of));
  }

  @Test
  void copyLeavesTheCallersArrayAlone() {
    byte[] value = {1, 2, 3};
    SecretBytes.copyOf(value).close();

    assertArrayEquals(new byte[] {1, 2, 3}, value);
  }

  @Test
  void copiesAndSlicesOutliveTheirSource() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    SecretBytes copy = secret.copy();
    SecretBytes slice = secret.slice(1, 3);
    secret.close();

    assertEquals(Bytes.ofHex("010203"), copy.use(Bytes::of));
    assertEquals(Bytes.ofHex("0203"), slice.use(Bytes::of));
  }

  @Test
  void whatTheActionSawIsWiped() {
    byte[] seen = SecretBytes.copyOf(new byte[] {1, 2, 3}).use(value -> value);

    assertArrayEquals(new byte[3], seen);
  }

  @Test
  void comparesByContent() {
    SecretBytes one = SecretBytes.copyOf(new byte[] {1});

    assertTrue(one.equalsSecret(SecretBytes.copyOf(new byte[] {1})));
    assertFalse(one.equalsSecret(SecretBytes.copyOf(new byte[] {2})));
    assertFalse(one.equalsSecret(SecretBytes.copyOf(new byte[] {1, 0})));
  }

  @Test
  void neverShowsItself() {
    assertEquals("[secret]", SecretBytes.copyOf(new byte[] {1}).toString());
  }
}
