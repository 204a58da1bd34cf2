package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a child's log why it did not start. */
final class DatabaseFailure {
  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: ([^:]+): cannot open shared object");
  private static final Pattern LIBRARY_TOO_OLD =
      Pattern.compile("(\\S+): version `(\\S+)' not found");

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
    Matcher old = LIBRARY_TOO_OLD.matcher(text);
    if (old.find()) {
      return new StartException(
          "The embedded database needs %s, and %s of this computer is older: use a newer system, or a MySQL of your own with --database URL."
              .formatted(old.group(2), old.group(1)));
    }
    List<String> errors = text.lines().filter(line -> line.contains("[ERROR]")).toList();
    String reason =
        errors.isEmpty() ? "" : " (" + errors.get(0).replaceFirst(".*\\[ERROR\\] ", "") + ")";
    return new StartException(
        "The embedded database did not start%s: see %s, or use a MySQL of your own with --database URL."
            .formatted(reason, log));
  }

  /** The system itself refuses to run the program: another C library (Alpine), a folder noexec. */
  static StartException cannotRun(Path program, IOException refusal) {
    String text = String.valueOf(refusal.getMessage());
    String reason = text.substring(text.lastIndexOf(", ") + 1).strip();
    return new StartException(
        "This computer cannot run the embedded database %s (%s): perhaps a Linux without glibc, or a folder that allows no programs; use --data DIR elsewhere, or a MySQL of your own with --database URL."
            .formatted(program, reason),
        refusal);
  }
}
