package keyturn.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keyturn.crypto.CipherSuite;

/** One line that somebody typed. */
sealed interface InputLine {
  record Empty() implements InputLine {}

  record Text(String text) implements InputLine {}

  record Help() implements InputLine {}

  record People() implements InputLine {}

  record Talk(String name, Optional<CipherSuite> suite) implements InputLine {}

  record Message(String name, String text) implements InputLine {}

  record Leave(String name) implements InputLine {}

  record Keys(String name) implements InputLine {}

  /** Both given only where there is no terminal to ask at. */
  record ChangePassword(Optional<String> current, Optional<String> replacement)
      implements InputLine {
    @Override
    public String toString() {
      return "ChangePassword[redacted]";
    }
  }

  record Devices() implements InputLine {}

  /**
   * Another name for one of one's devices.
   *
   * @param number its place in the list that {@code /devices} showed last, from 1, or its own
   *     number, for programs
   */
  record Rename(long number, String name) implements InputLine {}

  record Revoke(long number) implements InputLine {}

  record Quit() implements InputLine {}

  /** Not to be understood; {@code why} says what to type instead. */
  record Wrong(String why) implements InputLine {}

  static InputLine parse(String line) {
    if (line.isBlank()) {
      return new Empty();
    }
    if (!line.startsWith("/")) {
      return new Text(line);
    }
    if (line.startsWith("//")) {
      return new Text(line.substring(1));
    }
    int end = line.indexOf(' ');
    String command = (end < 0 ? line : line.substring(0, end)).toLowerCase(Locale.ROOT);
    String rest = end < 0 ? "" : line.substring(end + 1).strip();
    return switch (command) {
      case "/help" -> new Help();
      case "/people" -> new People();
      case "/quit" -> new Quit();
      case "/devices" -> new Devices();
      case "/rename" -> rename(rest);
      case "/revoke" ->
          number(rest).<InputLine>map(Revoke::new).orElse(new Wrong("Write: /revoke NUMBER"));
      case "/talk" -> talk(rest);
      case "/msg" -> message(rest);
      case "/leave" -> rest.isEmpty() ? new Wrong("Write: /leave NAME") : new Leave(name(rest));
      case "/keys" -> rest.isEmpty() ? new Wrong("Write: /keys NAME") : new Keys(name(rest));
      case "/password" -> password(rest);
      default ->
          new Wrong("There is no command " + command + "; /help lists them. // sends a slash.");
    };
  }

  private static InputLine talk(String rest) {
    List<String> words = words(rest);
    if (words.isEmpty() || words.size() > 2) {
      return new Wrong("Write: /talk NAME [suite=SUITE]   (\"…\" around a name with spaces)");
    }
    if (words.size() == 1) {
      return new Talk(words.get(0), Optional.empty());
    }
    String option = words.get(1);
    Optional<CipherSuite> suite =
        option.startsWith("suite=")
            ? CipherSuite.ofName(option.substring("suite=".length()))
            : Optional.empty();
    if (suite.isEmpty()) {
      return new Wrong("'" + option + "' is not suite=SUITE, for instance suite=AES_128_GCM");
    }
    return new Talk(words.get(0), suite);
  }

  private static InputLine message(String rest) {
    List<String> words = words(rest);
    if (words.size() < 2) {
      return new Wrong("Write: /msg NAME TEXT   (\"…\" around a name with spaces)");
    }
    String name = words.get(0);
    int from = rest.startsWith("\"") ? name.length() + 2 : name.length();
    return new Message(name, rest.substring(from).strip());
  }

  private static InputLine password(String rest) {
    List<String> words = words(rest);
    return switch (words.size()) {
      case 0 -> new ChangePassword(Optional.empty(), Optional.empty());
      case 2 -> new ChangePassword(Optional.of(words.get(0)), Optional.of(words.get(1)));
      default -> new Wrong("Write: /password, or without a terminal: /password CURRENT NEW");
    };
  }

  private static InputLine rename(String rest) {
    int end = rest.indexOf(' ');
    Optional<Long> number = end < 0 ? Optional.empty() : number(rest.substring(0, end));
    return number
        .<InputLine>map(which -> new Rename(which, name(rest.substring(end + 1).strip())))
        .orElse(new Wrong("Write: /rename NUMBER NAME"));
  }

  private static Optional<Long> number(String digits) {
    try {
      return Optional.of(Long.valueOf(digits)).filter(number -> number > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String name(String rest) {
    List<String> words = words(rest);
    return words.size() == 1 ? words.get(0) : rest;
  }

  /** Splits at spaces; double quotes keep spaces together. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == ' ') {
        at++;
        continue;
      }
      boolean quoted = text.charAt(at) == '"';
      int start = quoted ? at + 1 : at;
      int end = text.indexOf(quoted ? '"' : ' ', start);
      if (end < 0) {
        end = text.length();
      }
      words.add(text.substring(start, end));
      at = end + 1;
    }
    return words;
  }
}
