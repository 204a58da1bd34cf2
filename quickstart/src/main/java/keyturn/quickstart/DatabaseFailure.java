package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a child's log why it did not start. */
final class DatabaseFailure {
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: ([^:]+):");

  private DatabaseFailure() {}

  /** The reason as a message for the user, from what {@code log} holds after {@code start}. */
  static StartException explain(Path log, long start) throws IOException {
    String text = LogTail.after(log, start);
    Matcher missing = MISSING_LIBRARY.matcher(text);
    if (missing.find()) {
      String library = missing.group(1).strip();
      return new StartException(
          "The embedded database needs the library %s, which this computer lacks: install it (%s), or use a MySQL of your own with --database URL."
              .formatted(library, SystemPackage.of(library)));
    }
    List<String> errors = text.lines().filter(line -> line.contains("[ERROR]")).toList();
    String reason =
        errors.isEmpty() ? "" : " (" + errors.get(0).replaceFirst(".*\\[ERROR\\] ", "") + ")";
    return new StartException(
        "The embedded database did not start%s: see %s, or use a MySQL of your own with --database URL."
            .formatted(reason, log));
  }
}
