package keyturn.load.workload;

import static keyturn.load.report.Figures.whole;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import keyturn.crypto.CipherSuite;
import keyturn.load.client.LoadLoop;
import keyturn.load.client.LoadUser;
import keyturn.load.report.Report;
import keyturn.load.report.Table;
import keyturn.load.target.People;
import keyturn.load.target.Person;

/** W5: messages for people who are away, and their coming back. */
final class Storing {
  private static final int PAIRS = 10;
  private static final int MESSAGES = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(55);

  private final LoadLoop loop;
  private final LoadUser.World world;
  private final People people;
  private final Report report;

  Storing(LoadLoop loop, LoadUser.World world, People people, Report report) {
    this.loop = loop;
    this.world = world;
    this.people = people;
    this.report = report;
  }

  boolean run() throws InterruptedException {
    report.heading("W5: stored for somebody away, then drained");
    List<Person> all = people.people(2 * PAIRS);
    try (Conversations conversations =
        Conversations.start(
            loop,
            PAIRS,
            i ->
                KeyturnPair.start(
                    world, all.get(2 * i), all.get(2 * i + 1), CipherSuite.AES_256_GCM))) {
      List<KeyturnPair> pairs =
          conversations.pairs().stream().map(KeyturnPair.class::cast).toList();
      double stored = store(pairs);
      double drained = drain(pairs);
      Table table = new Table(PAIRS + " pairs, " + MESSAGES + " messages each", "messages/s");
      table.row("stored (committed)", whole(stored)).row("drained", whole(drained));
      report.table(table);
      long heard = pairs.stream().mapToLong(KeyturnPair::drained).sum();
      report.paragraph("%d of %d arrived.".formatted(heard, (long) PAIRS * MESSAGES));
      return heard == (long) PAIRS * MESSAGES;
    }
  }

  private double store(List<KeyturnPair> pairs) throws InterruptedException {
    CompletableFuture<Long> begun = new CompletableFuture<>();
    loop.execute(
        () -> {
          pairs.forEach(KeyturnPair::sendAway);
          begun.complete(System.nanoTime());
          for (int i = 1; i <= MESSAGES; i++) {
            for (KeyturnPair pair : pairs) {
              pair.send(Pair.Side.A, new Payload(i, System.nanoTime()));
            }
          }
        });
    long from = Conversations.await(begun);
    Quiet.await(loop, PATIENCE, () -> pairs.stream().allMatch(pair -> pair.accepted() >= MESSAGES));
    return PAIRS * MESSAGES / ((System.nanoTime() - from) / 1e9);
  }

  /** From the first delivery on: signing in is W1's. */
  private double drain(List<KeyturnPair> pairs) throws InterruptedException {
    loop.execute(() -> pairs.forEach(KeyturnPair::comeBack));
    Quiet.await(loop, PATIENCE, () -> pairs.stream().anyMatch(pair -> pair.drained() > 0));
    long from = System.nanoTime();
    Quiet.await(loop, PATIENCE, () -> pairs.stream().allMatch(pair -> pair.drained() >= MESSAGES));
    return PAIRS * MESSAGES / ((System.nanoTime() - from) / 1e9);
  }
}
