package keyturn.desktop.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import keyturn.desktop.notice.Notifier;
import keyturn.desktop.preferences.Sound;

/**
 * Notifications of the desktop itself: on Linux {@code org.freedesktop.Notifications} on the
 * session's bus, called by {@code gdbus} or {@code notify-send}, whichever there is; on Windows and
 * macOS the tray, where they come from. A later notification takes the place of the one before.
 */
public final class DesktopNotifier implements Notifier {
  private static final System.Logger LOG = System.getLogger(DesktopNotifier.class.getName());
  private static final int ANSWER_SECONDS = 5;
  private static final int MAX_ANSWER_BYTES = 256;
  private static final String MILLISECONDS = "8000";

  private final Executor background;
  private final boolean linux;
  private long lastId;
  private Optional<Tray> tray = Optional.empty();

  /**
   * @param background one thread
   */
  public DesktopNotifier(Executor background, String osName) {
    this.background = background;
    String os = osName.toLowerCase(Locale.ROOT);
    this.linux = !os.startsWith("windows") && !os.startsWith("mac");
  }

  @Override
  public void show(String title, String text, Sound sound) {
    background.execute(
        () -> {
          if (!linux) {
            tray = tray.or(() -> Optional.of(new Tray()));
            tray.ifPresent(icon -> icon.show(title, text, sound));
          } else if (!onBus(title, text, sound)) {
            run(command(title, text, sound));
          }
        });
  }

  private boolean onBus(String title, String text, Sound sound) {
    Optional<String> answer = run(call(title, text, sound, lastId));
    // The answer is "(uint32 7,)".
    answer
        .map(said -> said.replaceAll("uint32|[^0-9]", ""))
        .filter(id -> id.matches("[0-9]{1,10}"))
        .ifPresent(id -> lastId = Long.parseLong(id));
    return answer.isPresent();
  }

  static List<String> call(String title, String text, Sound sound, long replaces) {
    String hints =
        sound == Sound.OFF
            ? "{'suppress-sound': <true>, 'desktop-entry': <'keyturn'>}"
            : "{'sound-name': <'message-new-instant'>, 'desktop-entry': <'keyturn'>}";
    return List.of(
        "gdbus",
        "call",
        "--session",
        "--dest=org.freedesktop.Notifications",
        "--object-path=/org/freedesktop/Notifications",
        "--method=org.freedesktop.Notifications.Notify",
        "Keyturn",
        Long.toString(replaces),
        "keyturn",
        quoted(title),
        quoted(escaped(text)),
        "[]",
        hints,
        MILLISECONDS);
  }

  static List<String> command(String title, String text, Sound sound) {
    List<String> command =
        new ArrayList<>(
            List.of("notify-send", "--app-name=Keyturn", "--expire-time=" + MILLISECONDS));
    if (sound == Sound.OFF) {
      command.add("--hint=boolean:suppress-sound:true");
    }
    command.addAll(List.of("--", title, escaped(text)));
    return command;
  }

  /** The body of a notification may be markup, and a name is anything its owner likes. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** A string of GVariant's text format: gdbus would take a bare number for one. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** What the program says; empty if there is none, or it fails. */
  private static Optional<String> run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return Optional.empty();
        }
        byte[] said = process.getInputStream().readNBytes(MAX_ANSWER_BYTES);
        return Optional.of(new String(said, StandardCharsets.UTF_8));
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no {0} here", command.get(0));
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
