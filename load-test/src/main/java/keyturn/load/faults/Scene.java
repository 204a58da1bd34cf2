package keyturn.load.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import keyturn.quickstart.StartException;

/** Two people who write to each other, while something is done to them. One thread. */
final class Scene {
  private static final int FAILPOINT_SECONDS = 300;

  private final Laboratory laboratory;
  private final Member ada;
  private final Member ben;
  private final History history;
  private final JumpingClock clock;
  private final Random random;
  private final List<String> notes = new ArrayList<>();

  Scene(
      Laboratory laboratory,
      Member ada,
      Member ben,
      History history,
      JumpingClock clock,
      Random random) {
    this.laboratory = laboratory;
    this.ada = ada;
    this.ben = ben;
    this.history = history;
    this.clock = clock;
    this.random = random;
  }

  Laboratory laboratory() {
    return laboratory;
  }

  List<Member> members() {
    return List.of(ada, ben);
  }

  /** What the report should say besides. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  JumpingClock clock() {
    return clock;
  }

  void clientLink(Conditions conditions, long millis) throws InterruptedException {
    laboratory.clientLink().set(conditions);
    last(millis);
  }

  void databaseLink(Conditions conditions, long millis) throws InterruptedException {
    laboratory.databaseLink().set(conditions);
    last(millis);
  }

  /** It stays as it is for so long. */
  void last(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /** Any time up to so long. */
  void pause(int atMostMillis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(atMostMillis));
  }

  void killAt(Failpoint point) throws IOException, StartException, InterruptedException {
    if (point.isAtTheDatabase()) {
      laboratory.gate().arm(point);
      if (!laboratory.gate().awaitReached(FAILPOINT_SECONDS)) {
        throw new IllegalStateException("nothing came to " + point);
      }
    } else {
      awaitMore(point == Failpoint.ACKNOWLEDGED ? Event.Acknowledged.class : Event.Shown.class, 1);
    }
    laboratory.killServer();
    members().forEach(Member::tryNow);
  }

  private void awaitMore(Class<? extends Event> sign, int more) throws InterruptedException {
    if (!history.awaitCount(sign, history.count(sign) + more, FAILPOINT_SECONDS * 1000L)) {
      throw new IllegalStateException(
          "no " + more + " more " + sign.getSimpleName() + " in " + FAILPOINT_SECONDS + " s");
    }
  }

  /** In the middle of it the two lose their connections, and have to get in again. */
  void flood(Flood.Kind kind, long millis) throws IOException, InterruptedException {
    Flood flood = Flood.begin(kind, laboratory.raw(), laboratory.random());
    try (flood) {
      last(millis / 2);
      laboratory.clientLink().cut();
      members().forEach(Member::tryNow);
      awaitMore(Event.Shown.class, 10);
      last(millis / 2);
    }
    notes.add(flood.said());
  }

  /** Ben's client becomes a program of its own, which dies in the middle of what comes. */
  void killClient() throws IOException, InterruptedException {
    ben.stop();
    Victim victim = ben.victim(laboratory);
    try {
      for (int i = 0; i < 3; i++) {
        awaitMore(Event.Shown.class, 5);
        pause(100);
        victim = victim.again();
      }
    } finally {
      victim.close();
    }
    ben.start();
  }

  void restoreVault() throws IOException, InterruptedException {
    Path copy = ben.home().resolveSibling(ben.name() + "-yesterday");
    ben.stop();
    Laboratory.copy(ben.home(), Laboratory.emptied(copy));
    ben.start();
    awaitMore(Event.Shown.class, 10);
    ben.stop();
    ben.noteVault(Member.VaultUse.THROWN_AWAY);
    Laboratory.copy(copy, Laboratory.emptied(ben.home()));
    history.add(new Event.Restored(ben.name()));
    ben.start();
  }

  void restoreServer() throws IOException, StartException, InterruptedException {
    laboratory.backUp();
    awaitMore(Event.Acknowledged.class, 10);
    laboratory.restore();
    members().forEach(Member::tryNow);
  }
}
