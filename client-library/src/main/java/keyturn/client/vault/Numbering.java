package keyturn.client.vault;

import java.util.ArrayList;
import java.util.List;

/**
 * How the vault numbers the messages of a conversation (docs/spec/storage.md#numbering). It takes
 * the server's sequences as they are until the server comes back from an older backup and gives
 * some out again: from there on its own numbers run ahead, so that none ever means two messages.
 *
 * @param branches one for each such return that still matters, in rising order
 */
public record Numbering(List<Branch> branches) {
  /** As the server counts. */
  public static final Numbering PLAIN = new Numbering(List.of());

  /**
   * From a return on.
   *
   * @param after the last sequence of the server that was agreed on
   * @param shift what is added to the server's sequences above it
   */
  public record Branch(long after, long shift) {}

  /** Numbers of the vault, {@code above < number <= upTo}, that are messages of the server too. */
  public record Range(long above, long upTo) {}

  public Numbering {
    branches = List.copyOf(branches);
  }

  /** The vault's number of the server's sequence. */
  public long local(long sequence) {
    long shift = 0;
    for (Branch branch : branches) {
      if (branch.after() < sequence) {
        shift = branch.shift();
      }
    }
    return sequence + shift;
  }

  /** The server's sequence up to which there is nothing above {@code number}. */
  public long server(long number) {
    long most = Long.MAX_VALUE;
    for (int i = branches.size() - 1; i >= 0; i--) {
      Branch branch = branches.get(i);
      if (number > branch.after() + branch.shift()) {
        return Math.min(number - branch.shift(), most);
      }
      most = branch.after();
    }
    return Math.min(number, most);
  }

  /** The numbers that the server's sequences have, highest first. */
  public List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    long upTo = Long.MAX_VALUE;
    for (int i = branches.size() - 1; i >= 0; i--) {
      Branch branch = branches.get(i);
      ranges.add(new Range(branch.after() + branch.shift(), upTo));
      upTo = branch.after() + (i == 0 ? 0 : branches.get(i - 1).shift());
    }
    ranges.add(new Range(0, upTo));
    return ranges;
  }

  /**
   * The server came back from a backup.
   *
   * @param agreed the server's sequence up to which it has what the vault has
   * @param newest the highest number in use here, at least that of {@code agreed}
   */
  public Numbering returned(long agreed, long newest) {
    List<Branch> next = new ArrayList<>();
    for (Branch branch : branches) {
      if (branch.after() < agreed) {
        next.add(branch);
      }
    }
    next.add(new Branch(agreed, newest - agreed));
    return new Numbering(next);
  }
}
