package keyturn.mls.extension;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import keyturn.crypto.Bytes;

/**
 * Values that nobody will ever support (RFC 9420 §13.5). They are sent so that no receiver gets
 * used to knowing all there is; on receipt they are what any unknown value is.
 */
public final class Grease {
  private static final int FIRST = 0x0A0A;
  private static final int STEP = 0x1010;
  private static final int COUNT = 15;
  private static final int MAX_DATA_BYTES = 15;

  private Grease() {}

  /** One of 0x0A0A, 0x1A1A … 0xEAEA. */
  static int value(SecureRandom random) {
    return FIRST + STEP * random.nextInt(COUNT);
  }

  static boolean isValue(int value) {
    return value >= FIRST && (value - FIRST) % STEP == 0 && (value - FIRST) / STEP < COUNT;
  }

  /** An extension of up to 15 random bytes. */
  public static Extension extension(SecureRandom random) {
    byte[] data = new byte[random.nextInt(MAX_DATA_BYTES + 1)];
    random.nextBytes(data);
    return new Extension(value(random), Bytes.of(data));
  }

  /** The list with one more value, anywhere in it. */
  static List<Integer> into(List<Integer> values, int value, SecureRandom random) {
    List<Integer> more = new ArrayList<>(values);
    more.add(random.nextInt(values.size() + 1), value);
    return more;
  }
}
