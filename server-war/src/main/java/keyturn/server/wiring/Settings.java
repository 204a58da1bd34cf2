package keyturn.server.wiring;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings as what they mean, and remembers what took effect. Every method throws {@link
 * IllegalArgumentException} with the setting's name if it is missing or cannot mean that.
 */
final class Settings {
  private static final String REDACTED = "[redacted]";

  private final Function<String, Optional<String>> source;
  private final Map<String, String> effective = new LinkedHashMap<>();

  /**
   * @param source value of a setting by its name, if it is set
   */
  Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  /** What took effect so far, {@code name=value}, in the order in which it was asked for. */
  List<String> effective() {
    return effective.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  String text(String name) {
    return note(name, required(name));
  }

  String text(String name, String preset) {
    return note(name, optional(name).orElse(preset));
  }

  /** Must be set, but is nobody's business. */
  void secret(String name) {
    required(name);
    note(name, REDACTED);
  }

  /** A JDBC address, noted without any password in it. */
  String jdbcUrl(String name) {
    String url = required(name);
    if (!url.startsWith("jdbc:mysql:")) {
      throw wrong(name, "an address that begins with jdbc:mysql:");
    }
    note(name, url.replaceAll("(?i)(password[^=&]*=)[^&]*", "$1" + REDACTED));
    return url;
  }

  Path path(String name) {
    try {
      return Path.of(text(name));
    } catch (InvalidPathException e) {
      throw wrong(name, "a path");
    }
  }

  Optional<Path> optionalPath(String name) {
    return optional(name).isPresent() ? Optional.of(path(name)) : Optional.empty();
  }

  boolean isOn(String name) {
    return switch (text(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false");
    };
  }

  int number(String name, int preset, int min, int max) {
    String text = text(name, Integer.toString(preset));
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, min + " to " + max);
    }
    throw wrong(name, min + " to " + max);
  }

  /** One of an enum, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E preset) {
    String text = text(name, written(preset));
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> written(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants()).map(Settings::written).toList())));
  }

  /** A comma-separated list of an enum's names as they are. */
  <E extends Enum<E>> List<E> names(String name, Class<E> type, List<E> preset) {
    String text = text(name, String.join(",", preset.stream().map(Enum::name).toList()));
    LinkedHashSet<E> found = new LinkedHashSet<>();
    for (String item : text.split(",", -1)) {
      E one =
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> constant.name().equals(item.strip()))
              .findFirst()
              .orElseThrow(
                  () -> wrong(name, "a list of " + Arrays.toString(type.getEnumConstants())));
      if (!found.add(one)) {
        throw wrong(name, one + " once only");
      }
    }
    return List.copyOf(found);
  }

  /** A comma-separated list of any words; empty if not set. */
  List<String> words(String name) {
    return Arrays.stream(text(name, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** That {@code name} is not {@code expected}. */
  static IllegalArgumentException wrong(String name, String expected) {
    return new IllegalArgumentException(name + ": expected " + expected);
  }

  private String required(String name) {
    return optional(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
  }

  private Optional<String> optional(String name) {
    return source.apply(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  private String note(String name, String value) {
    effective.put(name, value);
    return value;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
