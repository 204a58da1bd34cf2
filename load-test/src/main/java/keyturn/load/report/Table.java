package keyturn.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of Markdown: the first column to the left, the others, figures, to the right. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** With these headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** A row with as many cells as there are headings. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    if (row.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          rows.get(0).size() + " cells expected, actual " + row.size());
    }
    rows.add(row);
    return this;
  }

  /** Lines, each with its end. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i)));
      if (i == 0) {
        text.append("|---").append("|--:".repeat(rows.get(0).size() - 1)).append("|\n");
      }
    }
    return text.toString();
  }

  private static String line(List<String> row) {
    return row.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
