package keyturn.client.session;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Which sequences of a conversation this device has on disk. Only what has no gap below it is
 * acknowledged: an acknowledgement is cumulative, and what it covers is never sent again.
 */
final class Received {
  private final TreeSet<Long> ahead = new TreeSet<>();
  private OptionalLong upTo;

  /**
   * @param upTo everything up to here has been dealt with; empty if that is not known yet
   */
  Received(OptionalLong upTo, Collection<Long> above) {
    this.upTo = upTo;
    ahead.addAll(above);
    if (upTo.isEmpty()) {
      settle();
    } else {
      advance();
    }
  }

  /** The server delivers in order, so that the first delivery says where this device began. */
  void delivered(long sequence) {
    if (upTo.isEmpty()) {
      upTo = OptionalLong.of(sequence - 1);
    }
    add(sequence);
  }

  /** An own message's sequence says nothing about what is below it. */
  void own(long sequence) {
    add(sequence);
  }

  private void add(long sequence) {
    ahead.add(sequence);
    advance();
  }

  /** Nothing below the lowest known sequence is to be expected. */
  void settle() {
    if (upTo.isEmpty() && !ahead.isEmpty()) {
      upTo = OptionalLong.of(ahead.first() - 1);
      advance();
    }
  }

  /**
   * Nothing at or below this sequence is to be expected.
   *
   * @return how many sequences were expected and will not come
   */
  long beginAfter(long sequence) {
    long missing = 0;
    if (upTo.isPresent() && sequence > upTo.getAsLong()) {
      missing = sequence - upTo.getAsLong() - ahead.headSet(sequence, true).size();
    }
    if (upTo.isEmpty() || missing > 0) {
      upTo = OptionalLong.of(sequence);
      advance();
    }
    return missing;
  }

  /** These numbers mean nothing to the server: nothing is to be expected there. */
  void passOver(long above, long to) {
    for (long number = Math.max(above, upTo.orElse(0)) + 1; number <= to; number++) {
      ahead.add(number);
    }
    advance();
  }

  /** The server will deliver again what is above {@code number}. */
  void backTo(long number) {
    if (upTo.isPresent() && upTo.getAsLong() > number) {
      upTo = OptionalLong.of(number);
    }
  }

  OptionalLong upTo() {
    return upTo;
  }

  /** The lowest sequence that is missing while a higher one is here. */
  OptionalLong gap() {
    return upTo.isPresent() && !ahead.isEmpty()
        ? OptionalLong.of(upTo.getAsLong() + 1)
        : OptionalLong.empty();
  }

  /** What is missing will not come. */
  void giveUpGap() {
    if (!ahead.isEmpty()) {
      upTo = OptionalLong.of(ahead.first() - 1);
      advance();
    }
  }

  private void advance() {
    if (upTo.isEmpty()) {
      return;
    }
    long reached = upTo.getAsLong();
    while (!ahead.isEmpty() && ahead.first() <= reached + 1) {
      reached = Math.max(reached, ahead.pollFirst());
    }
    upTo = OptionalLong.of(reached);
  }
}
