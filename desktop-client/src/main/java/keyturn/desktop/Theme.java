package keyturn.desktop;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Map;

/** Light or dark. */
enum Theme {
  LIGHT,
  DARK;

  /** What the desktop says, as far as it says it to programs that ask for nothing else. */
  static Theme ofSystem(Map<String, String> environment) {
    return environment.getOrDefault("GTK_THEME", "").endsWith("dark") ? DARK : LIGHT;
  }

  Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /** The class of the scene's root that our own colours hang on. */
  String styleClass() {
    return this == LIGHT ? "light" : "dark";
  }

  String userAgentStylesheet() {
    return this == LIGHT
        ? new PrimerLight().getUserAgentStylesheet()
        : new PrimerDark().getUserAgentStylesheet();
  }
}
