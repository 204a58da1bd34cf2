package keyturn.load.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientEvent;
import keyturn.load.client.LoadLoop;
import keyturn.load.client.LoadUser;
import keyturn.load.target.Person;
import org.HdrHistogram.Histogram;

/** Many people who sign in, so many at a time, and then stay. */
final class Crowd implements AutoCloseable {
  private final LoadLoop loop;
  private final LoadUser.World world;
  private final List<Person> people;
  private final Histogram latency = Conversations.histogram();
  private final List<LoadUser> users = new ArrayList<>();
  private final CompletableFuture<Arrived> done = new CompletableFuture<>();
  private long begun;
  private int inside;
  private int turnedAway;

  /**
   * What came of it.
   *
   * @param latency in microseconds, from the connect to the word that one is signed in
   */
  record Arrived(int inside, int turnedAway, Duration took, Histogram latency) {
    double rate() {
      return inside / (took.toNanos() / 1e9);
    }
  }

  Crowd(LoadLoop loop, LoadUser.World world, List<Person> people) {
    this.loop = loop;
    this.world = world;
    this.people = List.copyOf(people);
  }

  /** Complete when everybody has got an answer. */
  CompletableFuture<Arrived> signIn(int atOnce) {
    loop.execute(
        () -> {
          begun = System.nanoTime();
          for (int i = 0; i < Math.min(atOnce, people.size()); i++) {
            next();
          }
        });
    return done;
  }

  private void next() {
    if (users.size() == people.size()) {
      return;
    }
    long from = System.nanoTime();
    LoadUser user = new LoadUser(world, people.get(users.size()), event -> onEvent(event, from));
    users.add(user);
    user.signIn();
  }

  private void onEvent(ClientEvent event, long from) {
    if (event instanceof ClientEvent.SignedIn) {
      inside++;
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - from);
      latency.recordValue(Math.min(Conversations.MAX_MICROS, micros));
    } else if (event instanceof ClientEvent.SignInRefused) {
      turnedAway++;
    } else {
      return;
    }
    if (inside + turnedAway >= people.size()) {
      done.complete(
          new Arrived(inside, turnedAway, Duration.ofNanos(System.nanoTime() - begun), latency));
    } else {
      next();
    }
  }

  @Override
  public void close() {
    loop.execute(() -> users.forEach(LoadUser::close));
  }
}
