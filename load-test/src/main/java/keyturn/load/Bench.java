package keyturn.load;

import picocli.CommandLine;

/** {@code ./keyturn bench}. */
public final class Bench {
  private Bench() {}

  /** Ends with 0 if everything arrived once and in order, whatever the figures. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchCommand()).setUsageHelpAutoWidth(true).execute(arguments));
  }
}
