package keyturn.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import keyturn.load.faults.Laboratory;
import keyturn.load.report.Report;
import keyturn.load.report.Table;
import keyturn.load.timing.Attempt;
import keyturn.load.timing.Samples;
import keyturn.load.timing.SignInTiming;
import keyturn.quickstart.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says whether the time of a refused sign-in tells if there is such a name. */
@Command(
    name = "timing",
    description = "Time refused sign-ins: does the time tell whether a name is known?",
    mixinStandardHelpOptions = true)
final class TimingCommand implements Callable<Integer> {
  private static final int IT_TELLS = 1;

  /** Chance shows more than this once in a thousand times where there is no difference. */
  private static final double MOST_DEVIATES = 3.3;

  /** Less is lost in the network of whoever would measure it. */
  private static final double MOST_MILLIS = 5;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "Of each kind (default: ${DEFAULT-VALUE}).")
  private int attempts = 200;

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
    written.paragraph("Seed " + seed + ", " + attempts + " attempts of each kind, mixed.");
    SecureRandom random = new SecureRandom();
    Laboratory.Plan plan =
        new Laboratory.Plan(folder, installation.payaraJar(), installation.war(), seed);
    Map<Attempt, Samples> times;
    try (Laboratory laboratory = Laboratory.start(plan, random)) {
      SignInTiming.Names names = laboratory.namesToTime("somebody00000000", "outsider00000000");
      times = new SignInTiming(laboratory.raw(), names, random).measure(attempts, seed);
    }
    Table table = new Table("refused sign-in", "median", "mean", "Welch's t", "Mann–Whitney's z");
    Samples known = Objects.requireNonNull(times.get(Attempt.WRONG_PASSWORD));
    boolean tells = false;
    for (Map.Entry<Attempt, Samples> one : times.entrySet()) {
      Samples samples = one.getValue();
      double t = samples.welch(known);
      double z = samples.mannWhitney(known);
      boolean itself = one.getKey() == Attempt.WRONG_PASSWORD;
      table.row(
          one.getKey().title(),
          "%.2f ms".formatted(samples.median()),
          "%.2f ms".formatted(samples.mean()),
          itself ? "–" : "%.2f".formatted(t),
          itself ? "–" : "%.2f".formatted(z));
      boolean secret = one.getKey() != Attempt.DISABLED_RIGHT;
      tells |= secret && Math.abs(z) > MOST_DEVIATES;
      tells |= secret && Math.abs(samples.median() - known.median()) > MOST_MILLIS;
    }
    written.table(table);
    written.paragraph(
        tells
            ? "THE TIME TELLS: more than chance or 5 ms between kinds that must look alike."
            : "No difference beyond chance (3.3 deviates) and none of 5 ms between the first three;"
                + " the last knows the password.");
    if (report != null) {
      written.writeTo(report);
    }
    return tells ? IT_TELLS : 0;
  }
}
