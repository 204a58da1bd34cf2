package keyturn.load.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is printed while the run goes on, and kept to be written to a file at its end. */
public final class Report {
  private final PrintStream out;
  private final StringBuilder text = new StringBuilder();

  /** Prints to {@code out}. */
  public Report(PrintStream out) {
    this.out = out;
  }

  public void heading(String heading) {
    add("\n## " + heading + "\n\n");
  }

  public void paragraph(String paragraph) {
    add(paragraph + "\n\n");
  }

  public void table(Table table) {
    add(table.markdown() + "\n");
  }

  private void add(String more) {
    text.append(more);
    out.print(more);
    out.flush();
  }

  /** Everything so far, as Markdown. */
  public void writeTo(Path file) throws IOException {
    Files.writeString(file, text.toString().strip() + "\n");
  }
}
