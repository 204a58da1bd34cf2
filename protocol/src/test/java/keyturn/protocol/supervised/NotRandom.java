package keyturn.protocol.supervised;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;

/** Gives the bytes it was told to, over and over: for vectors with a known IV. */
final class NotRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient Bytes given;

  NotRandom(Bytes given) {
    this.given = given;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = given.at(i % given.length());
    }
  }
}
