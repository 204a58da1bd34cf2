package keyturn.quickstart;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from Payara's log that the WAR was refused: the server itself then runs on without it. */
final class DeploymentFailure {
  private static final Pattern REFUSED =
      Pattern.compile("Exception while loading the app : ([^\\n]*)");
  private static final int MAX_CHARACTERS = 300;

  private DeploymentFailure() {}

  /** The reason in one line; empty if nothing was refused. */
  static Optional<String> in(String log) {
    Matcher matcher = REFUSED.matcher(log);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String reason = matcher.group(1).replaceAll("\\]\\]\\s*$", "").strip();
    return Optional.of(
        reason.length() > MAX_CHARACTERS ? reason.substring(0, MAX_CHARACTERS) + "…" : reason);
  }
}
