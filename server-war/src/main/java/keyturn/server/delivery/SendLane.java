package keyturn.server.delivery;

/**
 * How far one connection is in one conversation: sends are taken in the order of their numbers, and
 * after a refusal none until the refused number comes again.
 *
 * @param next the number that may come
 * @param lastCounter the highest counter accepted
 */
record SendLane(long next, long lastCounter) {
  static final SendLane NEW = new SendLane(1, 0);

  SendLane accepted(long counter) {
    return new SendLane(next + 1, Math.max(lastCounter, counter));
  }
}
