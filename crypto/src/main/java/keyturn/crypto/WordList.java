package keyturn.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 2048 words of a spoken fingerprint; their order never changes. */
final class WordList {
  static final int SIZE = 2048;
  private static final List<String> WORDS = read();

  private WordList() {}

  static String word(int index) {
    return WORDS.get(index);
  }

  static List<String> all() {
    return WORDS;
  }

  private static List<String> read() {
    try (InputStream in = WordList.class.getResourceAsStream("words.txt")) {
      if (in == null) {
        throw new IllegalStateException("words.txt is missing from this build");
      }
      List<String> words =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      if (words.size() != SIZE) {
        throw new IllegalStateException("words.txt has " + words.size() + " words");
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
