package keyturn.desktop.common;

import keyturn.client.ClientEvent;

/** What went wrong, in the language of the window; the library's own text is English. */
public final class ProblemText {
  private ProblemText() {}

  public static String of(ClientEvent.Problem problem) {
    String key = "problem." + problem.reason();
    return Texts.has(key) ? Texts.of(key) : Texts.of("problem.other", problem.reason());
  }
}
