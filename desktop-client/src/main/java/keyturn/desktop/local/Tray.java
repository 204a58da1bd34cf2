package keyturn.desktop.local;

import java.awt.AWTException;
import java.awt.Image;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.util.Optional;
import keyturn.desktop.preferences.Sound;

/** Where notifications come from on Windows and macOS. A class of its own: Linux has no AWT. */
final class Tray {
  private static final System.Logger LOG = System.getLogger(Tray.class.getName());

  private Optional<TrayIcon> shown = Optional.empty();

  void show(String title, String text, Sound sound) {
    if (shown.isEmpty() && SystemTray.isSupported()) {
      shown = icon();
    }
    TrayIcon.MessageType kind =
        sound == Sound.OFF ? TrayIcon.MessageType.NONE : TrayIcon.MessageType.INFO;
    shown.ifPresent(icon -> icon.displayMessage(title, text, kind));
  }

  private static Optional<TrayIcon> icon() {
    Image image =
        Toolkit.getDefaultToolkit()
            .getImage(Tray.class.getResource("/keyturn/desktop/keyturn.png"));
    TrayIcon icon = new TrayIcon(image, "Keyturn");
    icon.setImageAutoSize(true);
    try {
      SystemTray.getSystemTray().add(icon);
      return Optional.of(icon);
    } catch (AWTException e) {
      LOG.log(System.Logger.Level.DEBUG, "no tray");
      return Optional.empty();
    }
  }
}
