package keyturn.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 (RFC 9106): a key from a password, for the client's vault. */
public final class PasswordKey {
  private static final int MIN_SALT_BYTES = 16;

  private PasswordKey() {}

  /**
   * What the derivation costs; stored beside the salt, so that it can rise.
   *
   * @param memoryKibibytes 8 to 1,048,576, at least 8 a lane
   * @param passes 1 to 64
   * @param lanes 1 to 16
   */
  public record Cost(int memoryKibibytes, int passes, int lanes) {
    /** The second recommended option of RFC 9106 §4: 64 MiB, 3 passes, 4 lanes. */
    public static final Cost RECOMMENDED = new Cost(1 << 16, 3, 4);

    public Cost {
      if (memoryKibibytes > 1 << 20
          || memoryKibibytes < 8 * lanes
          || passes < 1
          || passes > 64
          || lanes < 1
          || lanes > 16) {
        throw new IllegalArgumentException(
            "Argon2id cost of %d KiB, %d passes, %d lanes is out of range"
                .formatted(memoryKibibytes, passes, lanes));
      }
    }
  }

  /**
   * Derives the key of a password.
   *
   * @param password taken as UTF-8, not normalised; the caller wipes it
   * @param salt at least 16 random bytes
   * @param lengthBytes at least 16
   * @return a key that the caller closes
   */
  public static SecretBytes derive(char[] password, byte[] salt, Cost cost, int lengthBytes) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] utf8 = new byte[encoded.remaining()];
    encoded.get(utf8);
    encoded.clear().put(new byte[encoded.capacity()]);
    try {
      return derive(utf8, salt, cost, lengthBytes);
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /** As the other, for a password that is bytes already. */
  public static SecretBytes derive(byte[] password, byte[] salt, Cost cost, int lengthBytes) {
    if (salt.length < MIN_SALT_BYTES || lengthBytes < 16) {
      throw new IllegalArgumentException(
          "salt of %d, key of %d bytes; at least 16 each".formatted(salt.length, lengthBytes));
    }
    return derive(password, parameters(salt, cost), lengthBytes);
  }

  static Argon2Parameters.Builder parameters(byte[] salt, Cost cost) {
    return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withSalt(salt)
        .withMemoryAsKB(cost.memoryKibibytes())
        .withIterations(cost.passes())
        .withParallelism(cost.lanes());
  }

  static SecretBytes derive(byte[] password, Argon2Parameters.Builder parameters, int lengthBytes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters.build());
    byte[] key = new byte[lengthBytes];
    generator.generateBytes(password, key);
    return SecretBytes.adopt(key);
  }
}
