package keyturn.load.workload;

import keyturn.load.workload.Pair.Side;

/** Whether what arrived at both sides of a pair is what was sent: all, once, in order. */
final class Ledger {
  private final long[] sent = new long[Side.values().length];
  private final long[] heard = new long[Side.values().length];
  private long outOfPlace;

  /** The number of the next message from there. */
  long next(Side from) {
    return ++sent[from.ordinal()];
  }

  void heard(Side at, Payload payload) {
    int from = at.other().ordinal();
    if (payload.number() == heard[from] + 1) {
      heard[from]++;
    } else {
      outOfPlace++;
      heard[from] = Math.max(heard[from], payload.number());
    }
  }

  long sent() {
    return sent[0] + sent[1];
  }

  long heard() {
    return heard[0] + heard[1];
  }

  /** Messages that came twice, or before one that was sent earlier. */
  long outOfPlace() {
    return outOfPlace;
  }
}
