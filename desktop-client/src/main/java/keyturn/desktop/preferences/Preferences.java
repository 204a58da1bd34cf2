package keyturn.desktop.preferences;

import java.util.Optional;
import keyturn.client.ServerAddress;
import keyturn.desktop.look.Density;
import keyturn.desktop.look.Look;
import keyturn.desktop.look.Motion;
import keyturn.desktop.look.TextSize;
import keyturn.desktop.look.Theme;
import keyturn.desktop.look.ThemeChoice;

/**
 * All that the user can choose.
 *
 * @param lock how long nobody may have touched the window before it is locked; empty for never
 * @param proxy of this program alone; empty for the system's
 * @param server and {@code user} fill the sign-in page next time
 * @param keeping whether they are signed in by themselves then
 */
public record Preferences(
    ThemeChoice theme,
    TextSize text,
    Motion motion,
    Density density,
    Notifying notifying,
    Sound sound,
    Optional<LockAfter> lock,
    Optional<ProxyAddress> proxy,
    Optional<ServerAddress> server,
    Optional<String> user,
    Keeping keeping) {
  public static final Preferences STANDARD =
      new Preferences(
          ThemeChoice.SYSTEM,
          TextSize.NORMAL,
          Motion.FULL,
          Density.COMFORTABLE,
          Notifying.NEW_MESSAGE,
          Sound.OFF,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Keeping.OFF);

  public Look look(Theme system) {
    return new Look(theme.in(system), text, motion, density);
  }

  public Preferences withTheme(ThemeChoice next) {
    return new Preferences(
        next, text, motion, density, notifying, sound, lock, proxy, server, user, keeping);
  }

  public Preferences withText(TextSize next) {
    return new Preferences(
        theme, next, motion, density, notifying, sound, lock, proxy, server, user, keeping);
  }

  public Preferences withMotion(Motion next) {
    return new Preferences(
        theme, text, next, density, notifying, sound, lock, proxy, server, user, keeping);
  }

  public Preferences withDensity(Density next) {
    return new Preferences(
        theme, text, motion, next, notifying, sound, lock, proxy, server, user, keeping);
  }

  public Preferences withNotifying(Notifying next) {
    return new Preferences(
        theme, text, motion, density, next, sound, lock, proxy, server, user, keeping);
  }

  public Preferences withSound(Sound next) {
    return new Preferences(
        theme, text, motion, density, notifying, next, lock, proxy, server, user, keeping);
  }

  public Preferences withLock(Optional<LockAfter> next) {
    return new Preferences(
        theme, text, motion, density, notifying, sound, next, proxy, server, user, keeping);
  }

  public Preferences withProxy(Optional<ProxyAddress> next) {
    return new Preferences(
        theme, text, motion, density, notifying, sound, lock, next, server, user, keeping);
  }

  public Preferences withLast(Optional<ServerAddress> lastServer, Optional<String> lastUser) {
    return new Preferences(
        theme, text, motion, density, notifying, sound, lock, proxy, lastServer, lastUser, keeping);
  }

  public Preferences withKeeping(Keeping next) {
    return new Preferences(
        theme, text, motion, density, notifying, sound, lock, proxy, server, user, next);
  }
}
