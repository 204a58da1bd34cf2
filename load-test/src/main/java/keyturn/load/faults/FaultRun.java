package keyturn.load.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import keyturn.quickstart.StartException;

/** One fault, made several times under the traffic of two people, then judged. */
public final class FaultRun {
  private static final long HEAL_MILLIS = 300_000;
  private static final int TRAFFIC = 10;

  private FaultRun() {}

  /**
   * What came of it.
   *
   * @param runs how often the fault was made
   * @param acknowledged messages of which a sender was told that the server has them
   * @param healed whether everything was answered and shown five minutes after the last fault
   */
  public record Result(
      Fault fault,
      int runs,
      long acknowledged,
      boolean healed,
      List<Violation> violations,
      List<Event> history) {
    public Result {
      violations = List.copyOf(violations);
      history = List.copyOf(history);
    }

    public long violations(Invariant invariant) {
      return violations.stream().filter(one -> one.invariant() == invariant).count();
    }

    public boolean isGood() {
      return healed && violations.isEmpty();
    }
  }

  /**
   * Makes two people, lets them write, and makes the fault so often.
   *
   * @throws IllegalStateException if the fault could not be made
   */
  public static Result of(Laboratory laboratory, Fault fault, int runs, long seed)
      throws IOException, StartException, SQLException, InterruptedException {
    History history = new History();
    JumpingClock clock = new JumpingClock();
    String suffix = fault.name().toLowerCase(Locale.ROOT).replace("_", "");
    String adas = "ada" + suffix;
    String bens = "ben" + suffix;
    laboratory.account(adas);
    laboratory.account(bens);
    boolean healed;
    try (Member ada = new Member(laboratory, adas, clock, history);
        Member ben = new Member(laboratory, bens, clock, history)) {
      ada.start();
      ben.start();
      ada.open(bens);
      for (Member member : List.of(ada, ben)) {
        String in = member.awaitConversation().toString();
        history.add(new Event.Joined(member.name(), member.name(), in, 0));
      }
      Scene scene = new Scene(laboratory, ada, ben, history, clock, new Random(seed));
      Writer one = new Writer(ada);
      Writer other = new Writer(ben);
      try {
        awaitTraffic(history);
        for (int i = 0; i < runs; i++) {
          fault.inflict(scene);
          heal(laboratory, scene);
          awaitTraffic(history);
        }
      } finally {
        one.end();
        other.end();
      }
      healed = history.awaitSettled(1, HEAL_MILLIS);
      ada.stop();
      ben.stop();
      ada.noteVault();
      ben.noteVault();
      laboratory.noteQueued(adas, history);
      laboratory.noteQueued(bens, history);
    }
    List<Event> all = history.all();
    long acknowledged =
        all.stream()
            .filter(Event.Acknowledged.class::isInstance)
            .map(Event.Acknowledged.class::cast)
            .map(Event.Acknowledged::message)
            .distinct()
            .count();
    return new Result(fault, runs, acknowledged, healed, Checker.check(all), all);
  }

  private static void heal(Laboratory laboratory, Scene scene) {
    laboratory.clientLink().set(Conditions.GOOD);
    laboratory.databaseLink().set(Conditions.GOOD);
    scene.members().forEach(Member::tryNow);
  }

  /** Both write and read. */
  private static void awaitTraffic(History history) throws InterruptedException {
    long before = history.count(Event.Shown.class);
    if (!history.awaitCount(Event.Shown.class, before + TRAFFIC, HEAL_MILLIS)) {
      throw new IllegalStateException("nothing was shown for five minutes");
    }
  }
}
