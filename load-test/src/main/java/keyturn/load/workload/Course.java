package keyturn.load.workload;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.CipherSuite;
import keyturn.load.client.LeanConnector;
import keyturn.load.client.LoadLoop;
import keyturn.load.client.LoadUser;
import keyturn.load.measure.Machine;
import keyturn.load.report.Figures;
import keyturn.load.report.Report;
import keyturn.load.target.OwnServer;
import keyturn.load.target.People;
import keyturn.load.target.Person;
import keyturn.load.target.Target;

/** All workloads of a run, one after the other. */
public final class Course {
  public static final int SERVER_CORE = 0;
  public static final int LOAD_CORE = 1;

  /** How thorough. */
  public enum Length {
    QUICK,
    FULL
  }

  /** Whether server and load have a core each. */
  public enum Placement {
    PINNED,
    FREE
  }

  /** What the product is compared with. */
  public enum Beside {
    RELAY,
    NOTHING
  }

  /**
   * What is measured.
   *
   * @param recordings folder for flight recordings of the server
   */
  public record Settings(
      Set<Workload> workloads,
      List<CipherSuite> suites,
      Duration step,
      Length length,
      int pairs,
      Placement placement,
      long seed,
      Beside beside,
      Optional<Path> recordings) {
    public Settings {
      workloads = Set.copyOf(workloads);
      suites = List.copyOf(suites);
    }
  }

  private final Settings settings;
  private final Target target;
  private final People people;
  private final Report report;
  private final SecureRandom random;

  public Course(
      Settings settings, Target target, People people, Report report, SecureRandom random) {
    this.settings = settings;
    this.target = target;
    this.people = people;
    this.report = report;
    this.random = random;
  }

  /** Whether everything arrived, once and in order. */
  public boolean run() throws IOException, InterruptedException {
    introduce();
    boolean whole = true;
    try (LoadLoop loop = LoadLoop.start()) {
      LeanConnector connector = new LeanConnector(loop, target.chat());
      LoadUser.World world = new LoadUser.World(loop, connector, target.fingerprint(), random);
      Arriving arriving = new Arriving(loop, connector, world, target, people, report);
      if (settings.workloads().contains(Workload.W2)
          || settings.workloads().contains(Workload.W3)) {
        whole &=
            finished(
                () ->
                    new Writing(settings, target, report).run(contenders(loop, connector, world)));
      }
      if (settings.workloads().contains(Workload.W5)) {
        whole &= finished(() -> new Storing(loop, world, people, report).run());
      }
      if (settings.workloads().contains(Workload.W1)) {
        whole &= finished(arriving::storm);
      }
      if (settings.workloads().contains(Workload.W4)) {
        whole &= finished(arriving::idle);
      }
      if (settings.workloads().contains(Workload.W6)) {
        whole &= finished(() -> new Turning(loop, world, people, report).run());
      }
      if (loop.failures() > 0) {
        report.paragraph("**" + loop.failures() + " tasks of the load failed: see above.**");
        whole = false;
      }
    }
    return whole;
  }

  /** One workload. */
  private interface Part {
    boolean run() throws InterruptedException;
  }

  /** What one workload could not finish must not cost the figures of the others. */
  private boolean finished(Part part) throws InterruptedException {
    try {
      return part.run();
    } catch (IllegalStateException e) {
      report.paragraph("**Not finished: " + e.getMessage() + ".**");
      return false;
    }
  }

  private void introduce() {
    Machine machine = Machine.here();
    report.heading("Machine and settings");
    report.paragraph(
        "%s, %d cores, %d GiB; %s; %s. Load average before: %s. Seed %d."
            .formatted(
                machine.processor(),
                machine.cores(),
                machine.memoryGibibytes(),
                machine.system(),
                machine.java(),
                Machine.load(),
                settings.seed()));
    report.paragraph(
        switch (settings.placement()) {
          case PINNED ->
              "Server and database on core %d, the load on core %d."
                  .formatted(SERVER_CORE, LOAD_CORE);
          case FREE -> "Server, database and load share all cores.";
        });
    report.paragraph(
        "Limits lifted for the run, because all people have one address: "
            + OwnServer.liftedLimits()
            + ". Everything else as the product sets it; innodb_flush_log_at_trx_commit=1.");
  }

  private List<Writing.Contender> contenders(
      LoadLoop loop, LeanConnector connector, LoadUser.World world) {
    List<Writing.Contender> contenders = new ArrayList<>();
    if (settings.beside() == Beside.RELAY) {
      target
          .relay()
          .ifPresent(relay -> contenders.add(relay("bare relay", loop, connector, relay)));
    }
    if (settings.beside() == Beside.RELAY && settings.length() == Length.FULL) {
      target
          .leanRelay()
          .ifPresent(
              relay ->
                  contenders.add(relay("bare relay without idle timers", loop, connector, relay)));
    }
    int rounds = Writing.Round.values().length;
    List<Person> all = people.people(2 * settings.pairs() * settings.suites().size() * rounds);
    for (int i = 0; i < settings.suites().size(); i++) {
      CipherSuite suite = settings.suites().get(i);
      int first = 2 * settings.pairs() * i * rounds;
      contenders.add(
          new Writing.Contender(
              "Keyturn, " + suite,
              round -> {
                int from =
                    switch (round) {
                      case WARMING_UP -> first;
                      case MEASURED -> first + 2 * settings.pairs();
                    };
                return Conversations.start(
                    loop,
                    settings.pairs(),
                    pair ->
                        KeyturnPair.start(
                            world, all.get(from + 2 * pair), all.get(from + 2 * pair + 1), suite));
              }));
    }
    return contenders;
  }

  private Writing.Contender relay(
      String name, LoadLoop loop, LeanConnector connector, URI address) {
    return new Writing.Contender(
        name,
        round ->
            Conversations.start(
                loop,
                settings.pairs(),
                i -> RelayPair.start(loop, connector, address, round + "-" + i)));
  }

  static String ratio(Optional<Outcome> one, Optional<Outcome> other) {
    return one.isPresent() && other.isPresent()
        ? Figures.ratio(one.get().rate() / other.get().rate())
        : "–";
  }
}
