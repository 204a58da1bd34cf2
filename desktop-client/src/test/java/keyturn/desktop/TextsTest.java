package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keyturn.client.LinkLoss;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.protocol.message.Reason;
import org.junit.jupiter.api.Test;

/** The texts are complete in every language, and none is left over. */
class TextsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path TEXTS = Path.of("src/main/resources/keyturn/desktop");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
  private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9_.-]*)\"");

  private static Properties texts(String name) throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(TEXTS.resolve(name), StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    return texts;
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void germanHasEveryText() throws IOException {
    Properties english = texts("texts.properties");
    Properties german = texts("texts_de.properties");
    assertEquals(
        new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(german.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertEquals(
          placeholders(english.getProperty(key)), placeholders(german.getProperty(key)), key);
      assertTrue(!german.getProperty(key).isBlank(), key);
    }
  }

  /** MessageFormat swallows a single quote; ours are typographic. */
  @Test
  void noTextHasAnApostropheThatVanishes() throws IOException {
    for (String name : Set.of("texts.properties", "texts_de.properties")) {
      Properties texts = texts(name);
      for (String key : texts.stringPropertyNames()) {
        assertTrue(!texts.getProperty(key).contains("'"), key);
        assertTrue(!new MessageFormat(texts.getProperty(key), Locale.ROOT).toPattern().isEmpty());
      }
    }
  }

  /** In every language, since each has the same keys: the library's own texts are English. */
  @Test
  void everyReasonOfTheLibraryHasAText() throws IOException {
    Set<String> keys = new TreeSet<>();
    Stream.of(Trouble.values()).forEach(trouble -> keys.add("problem." + trouble.reason()));
    Stream.of(Reason.values()).forEach(reason -> keys.add("problem." + Trouble.reason(reason)));
    Stream.of(LinkLoss.values()).forEach(loss -> keys.add("loss." + loss.reason()));
    for (LinkState.End end : LinkState.End.values()) {
      keys.add("ended." + end.name());
      keys.add("network.end." + end.name());
    }
    keys.removeAll(texts("texts.properties").stringPropertyNames());
    assertEquals(Set.of(), keys);
  }

  /** A key is written out in the sources, or begins with something that is and ends in a value. */
  @Test
  void everyTextIsUsed() throws IOException {
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = LITERAL.matcher(Files.readString(file));
        while (matcher.find()) {
          written.add(matcher.group(1));
        }
      }
    }
    Set<String> unused = new TreeSet<>();
    for (String key : texts("texts.properties").stringPropertyNames()) {
      boolean used =
          written.contains(key)
              || written.stream()
                  .anyMatch(
                      prefix ->
                          key.startsWith(prefix)
                              && (prefix.endsWith(".")
                                  || key.startsWith(prefix + ".")
                                  || key.startsWith(prefix + "-")));
      if (!used) {
        unused.add(key);
      }
    }
    assertEquals(Set.of(), unused);
  }
}
