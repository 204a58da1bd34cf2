package keyturn.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import keyturn.load.faults.Checker;
import keyturn.load.faults.Fault;
import keyturn.load.faults.FaultRun;
import keyturn.load.faults.Invariant;
import keyturn.load.faults.Laboratory;
import keyturn.load.faults.Violation;
import keyturn.load.report.Report;
import keyturn.load.report.Table;
import keyturn.quickstart.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes faults on purpose, and says whether anything was lost, duplicated or out of order. */
@Command(
    name = "faults",
    description = "Kill, freeze, cut and restore a server of its own, and look what is lost.",
    mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {
  private static final int SOMETHING_BROKE = 1;
  private static final int SHOWN_VIOLATIONS = 10;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "FAULT",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Fault> faults = List.of(Fault.values());

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "How often each fault is made (default: ${DEFAULT-VALUE}).")
  private int repeat = 3;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the table as Markdown.")
  private @Nullable Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the server (default: .keyturn-faults in the clone).")
  private @Nullable Path data;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn.")
  private long seed = System.nanoTime();

  @Override
  public Integer call() throws Exception {
    Installation installation = Installation.ofScript();
    Path folder = data == null ? installation.root().resolve(".keyturn-faults") : data;
    Files.createDirectories(folder);
    Report written = new Report(System.out);
    written.paragraph("Seed " + seed + ", each fault " + repeat + " times.");
    Table table =
        new Table(
            "fault",
            "runs",
            "acknowledged",
            "lost",
            "duplicated",
            "out of order",
            "other",
            "bystanders' p99",
            "healed");
    Set<Invariant> observed = EnumSet.noneOf(Invariant.class);
    boolean good = true;
    Laboratory.Plan plan =
        new Laboratory.Plan(folder, installation.payaraJar(), installation.war(), seed);
    try (Laboratory laboratory = Laboratory.start(plan, new SecureRandom())) {
      for (Fault fault : faults) {
        FaultRun.Result result =
            FaultRun.of(laboratory, fault, repeat, seed + fault.name().hashCode());
        row(table, fault, result);
        observed.addAll(Checker.observed(result.history()));
        good &= result.isGood();
        System.out.printf(
            "%s: %d acknowledged, %d violations, %s%n",
            fault,
            result.acknowledged(),
            result.violations().size(),
            result.healed() ? "healed" : "NOT HEALED");
        result.notes().forEach(System.out::println);
        result.violations().stream()
            .limit(SHOWN_VIOLATIONS)
            .map(Violation::toString)
            .forEach(System.out::println);
      }
    }
    written.table(table);
    written.paragraph("Looked at: " + observed + ".");
    if (report != null) {
      written.writeTo(report);
    }
    return good ? 0 : SOMETHING_BROKE;
  }

  private static void row(Table table, Fault fault, FaultRun.Result result) {
    long lost = result.violations(Invariant.I1);
    long twice = result.violations(Invariant.I2);
    long order = result.violations(Invariant.I3);
    table.row(
        fault.title(),
        result.runs(),
        result.acknowledged(),
        lost,
        twice,
        order,
        result.violations().size() - lost - twice - order,
        result.bystandersP99().isPresent() ? result.bystandersP99().getAsLong() + " ms" : "–",
        result.healed() ? "yes" : "NO");
  }
}
