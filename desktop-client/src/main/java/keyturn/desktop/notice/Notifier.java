package keyturn.desktop.notice;

import keyturn.desktop.preferences.Sound;

/** The desktop's own service. */
@FunctionalInterface
public interface Notifier {
  /** Must not block; a desktop without such a service does nothing. */
  void show(String title, String text, Sound sound);
}
