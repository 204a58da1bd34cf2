package keyturn.mls.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.SecretTree.Kind;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

class SecretTreeTest {
  private static final Suite SUITE = Suite.X25519_AES128_GCM;

  @Test
  void savedAfterUseItGoesOnWhereItWas() throws MlsException {
    try (SecretBytes secret = SecretBytes.adopt(new byte[SUITE.secretBytes()]);
        SecretTree tree = new SecretTree(SUITE, 4, secret)) {
      tree.next(2, Kind.APPLICATION).key().close();
      try (SecretTree loaded = SecretTree.read(SUITE, Reader.of(tree.encoded()))) {
        assertEquals(tree.encoded(), loaded.encoded());
        SecretTree.SendingKey next = loaded.next(2, Kind.APPLICATION);
        assertEquals(1, next.generation());
        next.key().close();
      }
    }
  }

  @Test
  void aLeafWithoutASecretIsDamage() {
    assertDamaged(new Writer().u32(4).u32(0).u32(0));
    assertDamaged(new Writer().u32(4).u32(1).u32(1).vector(new byte[32]).u32(0));
    assertDamaged(new Writer().u32(1 << 30).u32(0).u32(0));
  }

  @Test
  void anotherNumberOfLeavesThanAPowerOfTwoIsDamage() {
    assertDamaged(new Writer().u32(0).u32(0).u32(0));
    assertDamaged(new Writer().u32(3).u32(1).u32(1).vector(new byte[32]).u32(0));
  }

  private static void assertDamaged(Writer saved) {
    MlsException refusal =
        assertThrows(MlsException.class, () -> SecretTree.read(SUITE, Reader.of(saved.toArray())));
    assertEquals(MlsException.Reason.MALFORMED, refusal.reason());
  }
}
