package keyturn.load.workload;

import static keyturn.load.report.Figures.millis;
import static keyturn.load.report.Figures.whole;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientEvent;
import keyturn.crypto.CipherSuite;
import keyturn.load.client.LoadLoop;
import keyturn.load.client.LoadUser;
import keyturn.load.report.Report;
import keyturn.load.report.Table;
import keyturn.load.target.People;
import keyturn.load.target.Person;
import keyturn.protocol.id.ConversationId;
import org.HdrHistogram.Histogram;

/** W6: ten thousand conversations in use, whose keys turn every 30 s, and messages meanwhile. */
final class Turning {
  private static final int PEOPLE = 142;
  private static final int CONVERSATIONS = 10_000;
  private static final int OPENING_AT_ONCE = 32;
  private static final Duration OPENING = Duration.ofSeconds(50);
  private static final Duration MEASURED = Duration.ofSeconds(40);
  private static final Duration EVERY = Duration.ofMillis(20);
  private static final double MOST_MILLIS = 200;

  private final LoadLoop loop;
  private final LoadUser.World world;
  private final People people;
  private final Report report;
  private final List<LoadUser> users = new ArrayList<>();
  private final Map<ConversationId, LoadUser> opened = new HashMap<>();
  private final List<ConversationId> inUse = new ArrayList<>();
  private final Deque<Runnable> toOpen = new ArrayDeque<>();
  private final Set<Long> unheard = new LinkedHashSet<>();
  private final Histogram latency = Conversations.histogram();
  private int signedIn;
  private long keys;
  private long sent;

  Turning(LoadLoop loop, LoadUser.World world, People people, Report report) {
    this.loop = loop;
    this.world = world;
    this.people = people;
    this.report = report;
  }

  boolean run() throws InterruptedException {
    report.heading("W6: keys that turn");
    List<Person> all = people.people(PEOPLE);
    loop.execute(() -> all.forEach(this::enter));
    Quiet.await(loop, OPENING, () -> signedIn == PEOPLE);
    for (int round = 0;
        round * OPENING.toSeconds() < 300 && opened.size() < CONVERSATIONS;
        round++) {
      if (round == 0) {
        loop.execute(() -> planOpening(all));
      }
      Quiet.await(loop, OPENING, () -> opened.size() >= CONVERSATIONS);
    }
    CompletableFuture<Long> begun = new CompletableFuture<>();
    loop.execute(
        () -> {
          inUse.addAll(opened.keySet());
          keys = 0;
          write(System.nanoTime() + MEASURED.toNanos());
          begun.complete(System.nanoTime());
        });
    long from = Conversations.await(begun);
    Quiet.await(loop, MEASURED.plusSeconds(10), () -> past(from) && unheard.isEmpty());
    double seconds = (System.nanoTime() - from) / 1e9;
    tell(seconds);
    loop.execute(() -> users.forEach(LoadUser::close));
    return unheard.isEmpty() && opened.size() >= CONVERSATIONS;
  }

  private static boolean past(long from) {
    return System.nanoTime() - from > MEASURED.toNanos();
  }

  private void tell(double seconds) {
    Table table =
        new Table(
            "conversations watched",
            "keys handed/s",
            "messages",
            "p50 ms",
            "p99 ms",
            "slowest ms",
            "held (200 ms)");
    double slowest = latency.getMaxValue() / 1000.0;
    table.row(
        whole(opened.size()),
        whole(keys / seconds),
        whole((double) sent),
        millis(latency.getValueAtPercentile(50) / 1000.0),
        millis(latency.getValueAtPercentile(99) / 1000.0),
        millis(slowest),
        slowest <= MOST_MILLIS ? "yes" : "no");
    report.table(table);
  }

  private void enter(Person person) {
    int index = users.size();
    LoadUser user = new LoadUser(world, person, event -> onEvent(index, event));
    users.add(user);
    user.signIn();
  }

  private void planOpening(List<Person> all) {
    for (int distance = 1; distance < PEOPLE; distance++) {
      for (int i = 0; i + distance < PEOPLE && toOpen.size() < CONVERSATIONS; i++) {
        LoadUser opener = users.get(i);
        String other = all.get(i + distance).name();
        toOpen.add(() -> opener.open(other, Optional.of(CipherSuite.AES_256_GCM)));
      }
    }
    for (int i = 0; i < OPENING_AT_ONCE; i++) {
      openNext();
    }
  }

  private void openNext() {
    Runnable next = toOpen.poll();
    if (next != null) {
      next.run();
    }
  }

  private void onEvent(int index, ClientEvent event) {
    if (event instanceof ClientEvent.SignedIn) {
      signedIn++;
    } else if (event instanceof ClientEvent.KeyChanged changed) {
      keys++;
      // The opener is handed the first key; from then on it is watched.
      if (opened.putIfAbsent(changed.conversation(), users.get(index)) == null) {
        users.get(index).watch(changed.conversation());
        openNext();
      }
    } else if (event instanceof ClientEvent.MessageChanged changed && !changed.message().mine()) {
      changed.message().text().flatMap(Payload::of).ifPresent(this::heard);
    }
  }

  private void heard(Payload payload) {
    if (unheard.remove(payload.number())) {
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - payload.intendedNanos());
      latency.recordValue(Math.min(Conversations.MAX_MICROS, micros));
    }
  }

  private void write(long until) {
    if (System.nanoTime() >= until || inUse.isEmpty()) {
      return;
    }
    sent++;
    unheard.add(sent);
    // A step that has no factor in common with the number visits all.
    ConversationId where = inUse.get((int) (sent * 7919 % inUse.size()));
    LoadUser writer = opened.get(where);
    if (writer != null) {
      writer.send(where, new Payload(sent, System.nanoTime()).text());
    }
    loop.schedule(EVERY, () -> write(until));
  }
}
