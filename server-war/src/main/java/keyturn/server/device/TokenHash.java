package keyturn.server.device;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import keyturn.crypto.Bytes;
import keyturn.protocol.message.Token;

/** SHA-256 of a resume token (32 bytes): what the database holds of it. */
public record TokenHash(Bytes value) {
  public static final int LENGTH_BYTES = 32;

  public TokenHash {
    if (value.length() != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a token's hash must be " + LENGTH_BYTES + " bytes, was " + value.length());
    }
  }

  public static TokenHash of(Token token) {
    try {
      return new TokenHash(
          Bytes.of(MessageDigest.getInstance("SHA-256").digest(token.value().toArray())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
