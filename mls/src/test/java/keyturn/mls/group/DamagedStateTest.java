package keyturn.mls.group;

import static keyturn.mls.group.World.text;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A saved state of which one byte has changed is refused, or is some group: nothing else. */
class DamagedStateTest {
  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"X25519_AES128_GCM", "P256_AES128_GCM"})
  void everyByteMayBeWrong(Suite suite) throws MlsException {
    World world = new World(suite);
    Group[] pair = world.pair();
    pair[1].unprotect(pair[0].protect(text("1"), Bytes.EMPTY, 0));
    Bytes skipped = pair[0].protect(text("2"), Bytes.EMPTY, 0);
    pair[1].unprotect(pair[0].protect(text("3"), Bytes.EMPTY, 0));
    byte[] state = pair[1].save().use(byte[]::clone);
    int refused = 0;
    for (int i = 0; i < state.length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= (byte) (1 << (i & 7));
      try (SecretBytes saved = SecretBytes.adopt(damaged);
          Group group = Group.load(world.env, saved)) {
        use(group, skipped);
      } catch (MlsException e) {
        refused++;
      }
    }
    assertTrue(refused > 20, "refused " + refused);
  }

  private static void use(Group group, Bytes message) throws MlsException {
    group.protect(text("x"), Bytes.EMPTY, 0);
    group.save().close();
    group.unprotect(message);
  }
}
