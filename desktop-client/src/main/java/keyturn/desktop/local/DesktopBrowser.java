package keyturn.desktop.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.WebLink;

/** The browser that the desktop opens links with. */
public final class DesktopBrowser implements Browser {
  private static final System.Logger LOG = System.getLogger(DesktopBrowser.class.getName());

  private final Executor background;
  private final List<String> command;

  /**
   * Starts nothing yet.
   *
   * @param background for starting a program, which takes a moment
   * @param system as the property {@code os.name}
   */
  public DesktopBrowser(Executor background, String system) {
    this.background = background;
    String name = system.toLowerCase(Locale.ROOT);
    this.command =
        name.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler")
            : name.startsWith("mac") ? List.of("open") : List.of("xdg-open");
  }

  @Override
  public void open(WebLink link) {
    List<String> whole = new ArrayList<>(command);
    // http or https and ASCII, so that it cannot be an option or another kind of address.
    whole.add(link.address());
    background.execute(
        () -> {
          try {
            new ProcessBuilder(whole)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
          } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no browser could be started");
          }
        });
  }
}
