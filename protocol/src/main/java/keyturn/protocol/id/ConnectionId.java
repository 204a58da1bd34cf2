package keyturn.protocol.id;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;

/** One signed-in connection, 128 random bits drawn by the server at sign-in (16 bytes). */
public record ConnectionId(Bytes value) {
  public static final int LENGTH_BYTES = 16;

  public ConnectionId {
    if (value.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "ConnectionId must be " + LENGTH_BYTES + " bytes, was " + value.length());
    }
  }

  public static ConnectionId random(SecureRandom random) {
    byte[] value = new byte[LENGTH_BYTES];
    random.nextBytes(value);
    return new ConnectionId(Bytes.of(value));
  }

  @Override
  public String toString() {
    return value.toHex();
  }
}
