package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PasswordKeyTest {
  private static final PasswordKey.Cost CHEAP = new PasswordKey.Cost(64, 1, 1);
  private static final byte[] SALT = new byte[16];

  private static SecretBytes derive(String password, byte[] salt) {
    return PasswordKey.derive(password.toCharArray(), salt, CHEAP, 32);
  }

  @Test
  void passwordIsItsUtf8Bytes() {
    byte[] utf8 = "pä55 🔑".getBytes(StandardCharsets.UTF_8);

    assertTrue(derive("pä55 🔑", SALT).equalsSecret(PasswordKey.derive(utf8, SALT, CHEAP, 32)));
  }

  @Test
  void passwordSaltAndCostAllMatter() {
    SecretBytes key = derive("secret", SALT);
    byte[] otherSalt = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    assertFalse(key.equalsSecret(derive("Secret", SALT)));
    assertFalse(key.equalsSecret(derive("secret", otherSalt)));
    assertFalse(
        key.equalsSecret(
            PasswordKey.derive("secret".toCharArray(), SALT, new PasswordKey.Cost(64, 2, 1), 32)));
  }

  @Test
  void shortSaltsAndKeysAreOurMistake() {
    char[] password = {'x'};

    assertThrows(
        IllegalArgumentException.class,
        () -> PasswordKey.derive(password, new byte[15], CHEAP, 32));
    assertThrows(
        IllegalArgumentException.class, () -> PasswordKey.derive(password, SALT, CHEAP, 15));
  }

  @Test
  void costOutOfRangeIsRefused() {
    int[][] costs = {
      {7, 1, 1},
      {63, 1, 8},
      {(1 << 20) + 1, 1, 1},
      {64, 0, 1},
      {64, 65, 1},
      {64, 1, 0},
      {1 << 20, 1, 17}
    };
    for (int[] cost : costs) {
      assertThrows(
          IllegalArgumentException.class, () -> new PasswordKey.Cost(cost[0], cost[1], cost[2]));
    }
  }
}
