package keyturn.load.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import keyturn.quickstart.StartException;

/** One fault, made several times under the traffic of two people, then judged. */
public final class FaultRun {
  private static final long HEAL_MILLIS = 300_000;
  private static final int TRAFFIC = 10;
  private static final int PAUSE_MILLIS = 40;

  private FaultRun() {}

  /**
   * What came of it.
   *
   * @param runs how often the fault was made
   * @param acknowledged messages of which a sender was told that the server has them
   * @param healed whether everything was answered and shown five minutes after the last fault
   * @param notes what else there is to say
   */
  public record Result(
      int runs,
      long acknowledged,
      boolean healed,
      List<Violation> violations,
      List<Event> history,
      List<String> notes) {
    public Result {
      notes = List.copyOf(notes);
      violations = List.copyOf(violations);
      history = List.copyOf(history);
    }

    public long violations(Invariant invariant) {
      return violations.stream().filter(one -> one.invariant() == invariant).count();
    }

    /** How long one of a hundred messages took between those whom the fault must not concern. */
    public OptionalLong bystandersP99() {
      return Checker.bystandersP99(history);
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
    String suffix = fault.name().toLowerCase(Locale.ROOT).replace("_", "");
    return of(laboratory, Collections.nCopies(runs, fault), suffix, seed);
  }

  /**
   * As the other, with one fault after the other.
   *
   * @param suffix of the people's names, which nobody had before
   */
  public static Result of(Laboratory laboratory, List<Fault> faults, String suffix, long seed)
      throws IOException, StartException, SQLException, InterruptedException {
    History history = new History();
    JumpingClock clock = new JumpingClock();
    boolean healed;
    List<String> notes;
    try (Pair pair = Pair.of(laboratory, suffix, clock, history);
        Bystanders bystanders = Bystanders.of(laboratory, faults, suffix, history)) {
      Scene scene = new Scene(laboratory, pair.ada(), pair.ben(), history, clock, new Random(seed));
      pair.write(PAUSE_MILLIS);
      try {
        awaitTraffic(history);
        bystanders.begin();
        for (Fault fault : faults) {
          fault.inflict(scene);
          heal(laboratory, scene);
          awaitTraffic(history);
        }
      } finally {
        pair.fallSilent();
        bystanders.fallSilent();
      }
      healed = history.awaitSettled(1, HEAL_MILLIS);
      bystanders.end(HEAL_MILLIS);
      pair.noteAll(laboratory);
      notes = scene.notes();
    }
    List<Event> all = history.all();
    long acknowledged =
        all.stream()
            .filter(Event.Acknowledged.class::isInstance)
            .map(Event.Acknowledged.class::cast)
            .map(Event.Acknowledged::message)
            .distinct()
            .count();
    return new Result(faults.size(), acknowledged, healed, Checker.check(all), all, notes);
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
