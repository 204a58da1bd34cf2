package keyturn.protocol.tunnel;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;

/** Gives the bytes of a vector, in order, and no more. */
final class NotRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient Bytes stream;
  private int drawn;

  NotRandom(Bytes stream) {
    this.stream = stream;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] piece = stream.slice(drawn, drawn + bytes.length).toArray();
    System.arraycopy(piece, 0, bytes, 0, bytes.length);
    drawn += bytes.length;
  }

  int left() {
    return stream.length() - drawn;
  }
}
