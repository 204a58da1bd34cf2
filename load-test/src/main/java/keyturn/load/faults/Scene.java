package keyturn.load.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import keyturn.quickstart.StartException;

/** Two people who write to each other, while something is done to them. One thread. */
final class Scene {
  private static final int FAILPOINT_SECONDS = 60;

  private final Laboratory laboratory;
  private final Member ada;
  private final Member ben;
  private final History history;
  private final JumpingClock clock;
  private final Random random;

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
      Class<? extends Event> sign =
          point == Failpoint.ACKNOWLEDGED ? Event.Acknowledged.class : Event.Shown.class;
      history.awaitCount(sign, history.count(sign) + 1, FAILPOINT_SECONDS * 1000L);
    }
    laboratory.killServer();
    members().forEach(Member::tryNow);
  }

  /** Ben's client becomes a program of its own, which dies in the middle of what comes. */
  void killClient() throws IOException, InterruptedException {
    ben.stop();
    Victim victim = ben.victim(laboratory);
    try {
      for (int i = 0; i < 3; i++) {
        history.awaitCount(
            Event.Shown.class, history.count(Event.Shown.class) + 5, FAILPOINT_SECONDS * 1000L);
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
    history.awaitCount(
        Event.Shown.class, history.count(Event.Shown.class) + 10, FAILPOINT_SECONDS * 1000L);
    ben.stop();
    ben.noteVault();
    Laboratory.copy(copy, Laboratory.emptied(ben.home()));
    ben.start();
  }

  void restoreServer() throws IOException, StartException, InterruptedException {
    laboratory.backUp();
    history.awaitCount(
        Event.Acknowledged.class,
        history.count(Event.Acknowledged.class) + 10,
        FAILPOINT_SECONDS * 1000L);
    laboratory.restore();
    members().forEach(Member::tryNow);
  }
}
