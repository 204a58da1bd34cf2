package keyturn.protocol.id;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;

/** A message as its sender names it, 128 random bits: a retry carries the same (16 bytes). */
public record MessageId(Bytes value) {
  public static final int LENGTH_BYTES = 16;

  public MessageId {
    if (value.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "MessageId must be " + LENGTH_BYTES + " bytes, was " + value.length());
    }
  }

  public static MessageId random(SecureRandom random) {
    byte[] value = new byte[LENGTH_BYTES];
    random.nextBytes(value);
    return new MessageId(Bytes.of(value));
  }

  @Override
  public String toString() {
    return value.toHex();
  }
}
