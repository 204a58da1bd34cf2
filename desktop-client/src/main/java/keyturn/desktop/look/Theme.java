package keyturn.desktop.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** Light or dark. */
public enum Theme {
  LIGHT,
  DARK;

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
