package keyturn.mls.interop;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.suite.Suite;

/**
 * CPU time of both implementations through the same interface, as the module's README tells it: run
 * this class from an IDE or with the test class path. Each line is the median of many single times
 * of one thread, so that other work on the machine counts little.
 */
public final class Benchmark {
  private static final Suite SUITE = Suite.X25519_AES128_GCM;
  private static final int TEXT_BYTES = 200;
  private static final int[] WARM_UP = {10, 30};
  private static final Bytes GROUP = Bytes.of(new byte[16]);

  private Benchmark() {}

  /** Makes members of one implementation. */
  private interface Factory {
    Peer make(String name) throws Exception;
  }

  /** The first and the last member of a group whose tree has no blank nodes. */
  private record Ends(Peer first, Peer last) {}

  private interface Action {
    void run() throws Exception;
  }

  /** Arguments: rounds (default 60), then numbers of members (default 2 10 100 200). */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int[] sizes =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray()
            : new int[] {2, 10, 100, 200};
    Factory ours = name -> new OurPeer(SUITE, name, OurPeer.Saving.NEVER);
    Factory theirs = name -> new BouncyPeer(SUITE, name, BouncyPeer.Tree.WHEN_ADDING);
    System.out.println("microseconds of CPU time, median: ours | Bouncy Castle 1.84");
    for (int members : WARM_UP) {
      commits(ours, theirs, members, rounds);
    }
    System.out.println("warm from here");
    messages(ours, theirs, rounds);
    for (int members : sizes) {
      commits(ours, theirs, members, rounds);
    }
  }

  private static void messages(Factory ours, Factory theirs, int rounds) throws Exception {
    double[] our = messages(ends(ours, 2), 100 * rounds);
    double[] their = messages(ends(theirs, 2), 20 * rounds);
    print("seal 200 bytes, 2 members", our[0], their[0]);
    print("open 200 bytes, 2 members", our[1], their[1]);
  }

  private static double[] messages(Ends ends, int rounds) throws Exception {
    Bytes text = Bytes.of(new byte[TEXT_BYTES]);
    List<Double> seal = new ArrayList<>();
    List<Double> open = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Bytes[] message = new Bytes[1];
      seal.add(micros(() -> message[0] = ends.first.protect(text, Bytes.EMPTY)));
      open.add(micros(() -> ends.last.unprotect(message[0])));
    }
    return new double[] {median(seal), median(open)};
  }

  private static void commits(Factory ours, Factory theirs, int members, int rounds)
      throws Exception {
    Ends our = ends(ours, members);
    double[] ourTimes = commits(our, members, rounds);
    double[] theirTimes = commits(ends(theirs, members), members, Math.max(10, rounds / 3));
    print("commit create, " + members + " members", ourTimes[0], theirTimes[0]);
    print("commit process, " + members + " members", ourTimes[1], theirTimes[1]);
    print("join by Welcome, " + members + " members", ourTimes[2], theirTimes[2]);
    print("  both with the leaves verified", ourTimes[2], theirTimes[3]);
    System.out.printf(
        "%-34s %9d%n", "state in bytes, " + members + " members", ((OurPeer) our.last).saved());
  }

  private static double[] commits(Ends ends, int members, int rounds) throws Exception {
    List<Double> create = new ArrayList<>();
    List<Double> process = new ArrayList<>();
    List<Double> join = new ArrayList<>();
    List<Double> verify = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Peer from = i % 2 == 0 ? ends.first : ends.last;
      Peer to = i % 2 == 0 ? ends.last : ends.first;
      Bytes[] message = new Bytes[1];
      create.add(
          micros(
              () -> message[0] = from.commit(List.of(), List.of(), Peer.Wire.PRIVATE).message()));
      from.handle(message[0]);
      process.add(micros(() -> to.handle(message[0])));
    }
    for (int i = 0; i < Math.max(5, rounds / 6); i++) {
      Peer joiner = ends.first.fresh("joiner" + i);
      Bytes keyPackage = joiner.keyPackage();
      Bytes welcome =
          ends.first
              .commit(List.of(keyPackage), List.of(), Peer.Wire.PRIVATE)
              .welcome()
              .orElseThrow();
      ends.first.discard();
      join.add(micros(() -> joiner.join(welcome)));
      if (joiner instanceof BouncyPeer bouncy) {
        verify.add(micros(() -> bouncy.verifyLeaves(GROUP, members)));
      }
    }
    return new double[] {
      median(create),
      median(process),
      median(join),
      median(join) + (verify.isEmpty() ? 0 : median(verify))
    };
  }

  /** Each new member commits the next one's Add, which fills the tree. */
  private static Ends ends(Factory factory, int members) throws Exception {
    Peer first = factory.make("member0");
    first.create(GROUP);
    Peer last = first;
    for (int i = 1; i < members; i++) {
      Peer next = factory.make("member" + i);
      Peer.Commit commit = last.commit(List.of(next.keyPackage()), List.of(), Peer.Wire.PUBLIC);
      first.handle(commit.message());
      next.join(commit.welcome().orElseThrow());
      last = next;
    }
    return new Ends(first, last);
  }

  private static double micros(Action action) throws Exception {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    action.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1000.0;
  }

  /** Of the second half, when the code is warm. */
  private static double median(List<Double> times) {
    List<Double> warm = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
    return warm.get(warm.size() / 2);
  }

  private static void print(String what, double ours, double theirs) {
    System.out.printf("%-34s %9.0f | %9.0f%n", what, ours, theirs);
  }
}
