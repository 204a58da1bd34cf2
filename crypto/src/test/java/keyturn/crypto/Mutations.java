package keyturn.crypto;

import java.util.ArrayList;
import java.util.List;

/** Everything that is nearly {@code original}: for tests that it is refused. */
final class Mutations {
  private Mutations() {}

  /** Each bit flipped, each truncation, one byte more at either end. */
  static List<Bytes> of(Bytes original) {
    List<Bytes> mutations = new ArrayList<>();
    for (int bit = 0; bit < original.length() * 8; bit++) {
      byte[] flipped = original.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      mutations.add(Bytes.of(flipped));
    }
    for (int length = 0; length < original.length(); length++) {
      mutations.add(original.slice(0, length));
    }
    Bytes zero = Bytes.of((byte) 0);
    mutations.add(Bytes.concat(original, zero));
    mutations.add(Bytes.concat(zero, original));
    return mutations;
  }
}
