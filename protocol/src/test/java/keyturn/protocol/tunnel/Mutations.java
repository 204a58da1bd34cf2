package keyturn.protocol.tunnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that is nearly {@code original}: for tests that it is refused. */
final class Mutations {
  private Mutations() {}

  /** Each bit flipped, each truncation, one byte more at either end. */
  static List<byte[]> of(byte[] original) {
    List<byte[]> mutations = new ArrayList<>(bitFlips(original));
    for (int length = 0; length < original.length; length++) {
      mutations.add(Arrays.copyOf(original, length));
    }
    mutations.add(Arrays.copyOf(original, original.length + 1));
    byte[] shifted = new byte[original.length + 1];
    System.arraycopy(original, 0, shifted, 1, original.length);
    mutations.add(shifted);
    return mutations;
  }

  static List<byte[]> bitFlips(byte[] original) {
    List<byte[]> flips = new ArrayList<>();
    for (int bit = 0; bit < original.length * 8; bit++) {
      byte[] flipped = original.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      flips.add(flipped);
    }
    return flips;
  }
}
