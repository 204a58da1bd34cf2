package keyturn.mls.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import keyturn.crypto.Bytes;
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
      try (SecretTree loaded = SecretTree.read(SUITE, 4, Reader.of(tree.encoded()))) {
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
  void anotherNumberOfLeavesThanTheTreesIsDamage() {
    assertDamaged(new Writer().u32(0).u32(0).u32(0));
    assertDamaged(new Writer().u32(2).u32(1).u32(1).vector(new byte[32]).u32(0));
    assertDamaged(new Writer().u32(3).u32(1).u32(1).vector(new byte[32]).u32(0));
  }

  @Test
  void secretsHaveTheirPlacesAndLengths() {
    byte[] secret = new byte[32];
    assertDamaged(new Writer().u32(4).u32(1).u32(7).vector(secret).u32(0));
    assertDamaged(new Writer().u32(4).u32(1).u32(3).vector(new byte[31]).u32(0));
    assertDamaged(new Writer().u32(4).u32(2).u32(3).vector(secret).u32(3).vector(secret).u32(0));
  }

  @Test
  void ratchetsHaveGenerationsAndTheKeysOfThosePassed() {
    Bytes key = new Writer().vector(new byte[16]).vector(new byte[12]).toBytes();
    Bytes none = new Writer().vector(new byte[32]).u64(0).u32(0).toBytes();
    for (Writer bad :
        List.of(
            ratchet(new byte[31], 0).u32(0),
            ratchet(new byte[32], -1).u32(0),
            ratchet(new byte[32], (1L << 32) + 1).u32(0),
            ratchet(new byte[32], 5).u32(1).u64(5).raw(key),
            ratchet(new byte[32], 5).u32(1).u64(-1).raw(key),
            ratchet(new byte[32], 5).u32(2).u64(3).raw(key).u64(3).raw(key),
            ratchet(new byte[32], 5).u32(1).u64(3).vector(new byte[15]).vector(new byte[12]))) {
      assertDamaged(root().u32(1).u32(0).raw(bad.toBytes()).raw(none));
    }
    assertDoesNotThrow(
        () ->
            SecretTree.read(
                SUITE,
                4,
                Reader.of(
                    root()
                        .u32(1)
                        .u32(0)
                        .raw(ratchet(new byte[32], 5).u32(1).u64(3).raw(key).toBytes())
                        .raw(none)
                        .toBytes())));
  }

  private static Writer root() {
    return new Writer().u32(4).u32(1).u32(3).vector(new byte[32]);
  }

  private static Writer ratchet(byte[] secret, long generation) {
    return new Writer().vector(secret).u64(generation);
  }

  private static void assertDamaged(Writer saved) {
    MlsException refusal =
        assertThrows(
            MlsException.class, () -> SecretTree.read(SUITE, 4, Reader.of(saved.toArray())));
    assertEquals(MlsException.Reason.MALFORMED, refusal.reason());
  }
}
