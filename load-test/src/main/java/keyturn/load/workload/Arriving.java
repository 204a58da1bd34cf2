package keyturn.load.workload;

import static keyturn.load.report.Figures.millis;
import static keyturn.load.report.Figures.whole;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.crypto.CipherSuite;
import keyturn.load.client.LeanConnector;
import keyturn.load.client.LoadLoop;
import keyturn.load.client.LoadUser;
import keyturn.load.client.TlsSessions;
import keyturn.load.measure.ProcessUse;
import keyturn.load.report.Report;
import keyturn.load.report.Table;
import keyturn.load.target.People;
import keyturn.load.target.Person;
import keyturn.load.target.Target;

/** W1, people who come all at once, and W4, people who are there and do nothing. */
final class Arriving {
  private static final int AT_ONCE = 100;
  private static final int STORM = 2_000;
  private static final int PASSWORDS = 100;
  private static final int PASSWORDS_AT_ONCE = 4;
  private static final double TRAFFIC_RATE = 100;
  private static final Duration TRAFFIC = Duration.ofSeconds(30);
  private static final List<Integer> IDLE = List.of(2_000, 5_000);
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final LoadLoop loop;
  private final LeanConnector connector;
  private final LoadUser.World world;
  private final Target target;
  private final People people;
  private final Report report;

  Arriving(
      LoadLoop loop,
      LeanConnector connector,
      LoadUser.World world,
      Target target,
      People people,
      Report report) {
    this.loop = loop;
    this.connector = connector;
    this.world = world;
    this.target = target;
    this.people = people;
    this.report = report;
  }

  /** W1. */
  boolean storm() throws InterruptedException {
    report.heading("W1: sign-in storm");
    List<Person> all = people.people(STORM + PASSWORDS + 2);
    Table table =
        new Table(
            "people, " + AT_ONCE + " at a time", "signed in", "sign-ins/s", "p50 ms", "p99 ms");
    boolean whole = true;
    for (TlsSessions sessions : TlsSessions.values()) {
      connector.use(sessions);
      try (Crowd crowd = new Crowd(loop, world, all.subList(0, STORM))) {
        Crowd.Arrived arrived = Conversations.await(crowd.signIn(AT_ONCE));
        whole &= arrived.inside() == STORM;
        row(table, "resume token, " + name(sessions), arrived);
      }
      Thread.sleep(SETTLE.toMillis());
    }
    connector.use(TlsSessions.FULL_HANDSHAKES);
    whole &= passwords(all, table);
    return whole;
  }

  private static String name(TlsSessions sessions) {
    return switch (sessions) {
      case FULL_HANDSHAKES -> "full TLS handshakes";
      case RESUMED -> "TLS sessions resumed";
    };
  }

  private static void row(Table table, String name, Crowd.Arrived arrived) {
    table.row(
        name,
        arrived.inside(),
        whole(arrived.rate()),
        millis(arrived.latency().getValueAtPercentile(50) / 1000.0),
        millis(arrived.latency().getValueAtPercentile(99) / 1000.0));
  }

  private boolean passwords(List<Person> all, Table table) throws InterruptedException {
    List<Person> byPassword =
        all.subList(STORM, STORM + PASSWORDS).stream()
            .map(person -> new Person(person.name(), person.password(), Optional.empty()))
            .toList();
    try (Conversations traffic =
            Conversations.start(
                loop,
                1,
                i ->
                    KeyturnPair.start(
                        world,
                        all.get(STORM + PASSWORDS),
                        all.get(STORM + PASSWORDS + 1),
                        CipherSuite.AES_256_GCM));
        Crowd crowd = new Crowd(loop, world, byPassword)) {
      CompletableFuture<Crowd.Arrived> arriving = crowd.signIn(PASSWORDS_AT_ONCE);
      Outcome beside = new OpenLoop(traffic, target, TRAFFIC_RATE).run(TRAFFIC);
      Crowd.Arrived arrived = Conversations.await(arriving);
      row(table, "password, " + PASSWORDS_AT_ONCE + " at a time beside traffic", arrived);
      report.table(table);
      report.paragraph(
          "Beside the passwords one pair wrote %s messages/s: p50 %s ms, p99 %s ms, %d of %d arrived."
              .formatted(
                  whole(beside.rate()),
                  millis(beside.millis(50)),
                  millis(beside.millis(99)),
                  beside.heard(),
                  beside.sent()));
      return arrived.inside() == PASSWORDS && beside.isWhole();
    }
  }

  /** W4. */
  boolean idle() throws InterruptedException {
    report.heading("W4: idle connections");
    Table table =
        new Table("connections", "before MiB", "with them MiB", "KiB for each", "signed in");
    boolean whole = true;
    for (int count : IDLE) {
      List<Person> all = people.people(count);
      long before = resident();
      try (Crowd crowd = new Crowd(loop, world, all)) {
        Crowd.Arrived arrived = Conversations.await(crowd.signIn(AT_ONCE));
        Thread.sleep(SETTLE.toMillis());
        long with = resident();
        whole &= arrived.inside() == count;
        table.row(
            whole(count),
            whole(before / 1024.0),
            whole(with / 1024.0),
            whole((double) (with - before) / count),
            whole(arrived.inside()));
      }
      Thread.sleep(SETTLE.toMillis());
    }
    report.table(table);
    return whole;
  }

  /** Of the server in KiB, after garbage was collected; 0 where it runs elsewhere. */
  private long resident() {
    target.server().ifPresent(ProcessUse::collectGarbage);
    return target.server().map(ProcessUse::residentKibibytes).orElse(0L);
  }
}
