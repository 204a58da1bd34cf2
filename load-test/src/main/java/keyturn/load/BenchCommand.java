package keyturn.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import keyturn.crypto.CipherSuite;
import keyturn.load.measure.Pinning;
import keyturn.load.report.Report;
import keyturn.load.target.OwnServer;
import keyturn.load.workload.Course;
import keyturn.load.workload.Workload;
import keyturn.quickstart.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a server that it starts itself, or one that is named. */
@Command(
    name = "bench",
    subcommands = {FaultsCommand.class, TimingCommand.class},
    description = "Measure a server under load, beside a bare relay on the same container.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int NOT_WHOLE = 1;

  @Option(names = "--quick", description = "W2 and W3 on one suite, in two minutes.")
  private boolean quick;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "W",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<Workload> workloads;

  @Option(
      names = "--suites",
      split = ",",
      paramLabel = "SUITE",
      description = "Suites of the conversations (default: AES_256_GCM,TDES_CBC_HS256).")
  private @Nullable List<CipherSuite> suites;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each rate is held (default: 8, quick 3).")
  private @Nullable Integer seconds;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Pairs of people in W3; half of them in W2 (default: 100).")
  private int pairs = 100;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the tables as Markdown, and a plot beside them as SVG.")
  private @Nullable Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the measured server (default: .keyturn-bench in the clone).")
  private @Nullable Path data;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn.")
  private long seed = System.nanoTime();

  @Option(names = "--heap", paramLabel = "MIB", description = "Heap of the measured server.")
  private int heap = 512;

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "One more option of the measured server's JVM; may be repeated.")
  private List<String> javaOptions = new ArrayList<>();

  @Option(
      names = "--recordings",
      paramLabel = "DIR",
      description = "Write a flight recording (JFR) of the server for each contender.")
  private @Nullable Path recordings;

  @Option(
      names = "--no-relay",
      description = "Leave the bare relay out: no ratios, but sooner done.")
  private boolean noRelay;

  @Option(names = "--no-pinning", description = "Let the system place server and load.")
  private boolean noPinning;

  @Override
  public Integer call() throws Exception {
    Installation installation = Installation.ofScript();
    Path folder = data == null ? installation.root().resolve(".keyturn-bench") : data;
    Files.createDirectories(folder);
    boolean pinned = !noPinning && Pinning.isPossible();
    if (pinned) {
      Pinning.moveHere(Course.SERVER_CORE);
    }
    Report written = new Report(System.out);
    SecureRandom random = new SecureRandom();
    OwnServer.Plan plan = new OwnServer.Plan(folder, installation, heap, javaOptions, seed);
    boolean whole;
    try (OwnServer server = OwnServer.start(plan, random)) {
      if (pinned) {
        Pinning.moveHere(Course.LOAD_CORE);
      }
      whole = new Course(settings(pinned), server.target(), server, written, random).run();
    }
    if (report != null) {
      written.writeTo(report);
    }
    return whole ? 0 : NOT_WHOLE;
  }

  private Course.Settings settings(boolean pinned) {
    Set<Workload> chosen =
        workloads != null
            ? EnumSet.copyOf(workloads)
            : quick ? EnumSet.of(Workload.W2, Workload.W3) : EnumSet.allOf(Workload.class);
    List<CipherSuite> chosenSuites =
        suites != null
            ? suites
            : quick
                ? List.of(CipherSuite.AES_256_GCM)
                : List.of(CipherSuite.AES_256_GCM, CipherSuite.TDES_CBC_HS256);
    return new Course.Settings(
        chosen,
        chosenSuites,
        Duration.ofSeconds(Optional.ofNullable(seconds).orElse(quick ? 3 : 8)),
        quick ? Course.Length.QUICK : Course.Length.FULL,
        pairs,
        pinned ? Course.Placement.PINNED : Course.Placement.FREE,
        seed,
        noRelay ? Course.Beside.NOTHING : Course.Beside.RELAY,
        Optional.ofNullable(recordings));
  }
}
