package keyturn.protocol.message;

import keyturn.crypto.Bytes;

/** The 32 random bytes of an epoch, an HKDF input; {@code toString} is redacted. */
public record EpochSecret(Bytes value) {
  public static final int LENGTH_BYTES = 32;

  public EpochSecret {
    if (value.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "an epoch secret must be " + LENGTH_BYTES + " bytes, was " + value.length());
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
