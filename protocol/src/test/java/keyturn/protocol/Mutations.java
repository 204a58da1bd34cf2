package keyturn.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that is nearly {@code original}: for tests that it is refused. */
public final class Mutations {
  private Mutations() {}

  /** Each bit flipped, each truncation, one byte more at either end. */
  public static List<byte[]> of(byte[] original) {
    List<byte[]> mutations = new ArrayList<>();
    for (int bit = 0; bit < original.length * 8; bit++) {
      byte[] flipped = original.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      mutations.add(flipped);
    }
    for (int length = 0; length < original.length; length++) {
      mutations.add(Arrays.copyOf(original, length));
    }
    mutations.add(Arrays.copyOf(original, original.length + 1));
    byte[] shifted = new byte[original.length + 1];
    System.arraycopy(original, 0, shifted, 1, original.length);
    mutations.add(shifted);
    return mutations;
  }
}
