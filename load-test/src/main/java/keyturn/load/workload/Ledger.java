package keyturn.load.workload;

import keyturn.load.workload.Pair.Side;

/** Whether what arrived at both sides of a pair is what was sent: all, once, in order. */
final class Ledger {
  private final Direction fromA = new Direction();
  private final Direction fromB = new Direction();

  private static final class Direction {
    private long sent;
    private long heard;
    private long outOfPlace;

    void heard(long number) {
      if (number == heard + 1) {
        heard++;
      } else {
        outOfPlace++;
        heard = Math.max(heard, number);
      }
    }
  }

  private Direction from(Side side) {
    return side == Side.A ? fromA : fromB;
  }

  /** The number of the next message from there. */
  long next(Side from) {
    return ++from(from).sent;
  }

  void heard(Side at, Payload payload) {
    from(at.other()).heard(payload.number());
  }

  long sent() {
    return fromA.sent + fromB.sent;
  }

  long heard() {
    return fromA.heard + fromB.heard;
  }

  /** Messages that came twice, or not in the order in which they were sent. */
  long outOfPlace() {
    return fromA.outOfPlace + fromB.outOfPlace;
  }
}
