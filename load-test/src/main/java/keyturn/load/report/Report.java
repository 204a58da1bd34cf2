package keyturn.load.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is printed while the run goes on, and kept to be written to a file at its end. */
public final class Report {
  static final String BEGIN = "<!-- measured: begin -->";
  static final String END = "<!-- measured: end -->";

  private final PrintStream out;
  private final StringBuilder text = new StringBuilder();
  private Optional<Plot> plot = Optional.empty();

  /** Prints to {@code out}. */
  public Report(PrintStream out) {
    this.out = out;
  }

  public void heading(String heading) {
    add("\n### " + heading + "\n\n");
  }

  public void paragraph(String paragraph) {
    add(paragraph + "\n\n");
  }

  public void table(Table table) {
    add(table.markdown() + "\n");
  }

  /** Shown while the run goes on, and not kept. */
  public void progress(String what) {
    out.println("[" + what + "]");
    out.flush();
  }

  private void add(String more) {
    text.append(more);
    out.print(more);
    out.flush();
  }

  /** The plot that {@link #writeTo} writes beside the tables. */
  public void plot(Plot drawn) {
    plot = Optional.of(drawn);
  }

  /**
   * Writes everything so far: between {@value #BEGIN} and {@value #END} of a page that has these
   * lines, else as a page of its own. The plot goes beside it, into {@code images} if there is such
   * a folder.
   */
  public void writeTo(Path file) throws IOException {
    String page = Files.exists(file) ? Files.readString(file) : "";
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    String tables = text.toString().strip() + "\n";
    Files.writeString(
        file,
        begin >= 0 && end > begin
            ? page.substring(0, begin) + BEGIN + "\n\n" + tables + "\n" + page.substring(end)
            : tables);
    if (plot.isPresent() && !plot.get().isEmpty()) {
      Path images = file.toAbsolutePath().resolveSibling("images");
      Path folder = Files.isDirectory(images) ? images : images.resolveSibling(".");
      Files.writeString(folder.resolve("performance.svg"), plot.get().svg());
    }
  }
}
