package keyturn.desktop.link;

import java.util.Optional;

/**
 * The one line above a conversation: the most serious thing there is to say.
 *
 * @param action what can be done about it
 */
public record Banner(Kind kind, String text, Optional<Action> action) {
  /** How serious it is. */
  public enum Kind {
    INFO,
    WARNING,
    DANGER
  }

  /** What its button does. */
  public enum Action {
    TRY_NOW,
    DISMISS
  }

  static Banner of(Kind kind, String text) {
    return new Banner(kind, text, Optional.empty());
  }
}
