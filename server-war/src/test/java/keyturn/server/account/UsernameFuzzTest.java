package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is a name that finds itself again and fits its columns, or has a problem. */
class UsernameFuzzTest {
  /** Of the columns name_key and name_skeleton. */
  private static final int COLUMN_CHARACTERS = 192;

  static Stream<byte[]> names() {
    return Stream.of(
            "ada",
            "Stra\u00dfe",
            "\u0391\u03b4\u03b1",
            "\uff41\u0131",
            "\u05d0\u202e",
            "\ufdfa",
            "\u3042\u5c71")
        .map(name -> name.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("names")
  @FuzzTest
  void name(byte[] utf8) {
    String input = new String(utf8, StandardCharsets.UTF_8);
    Username.find(input)
        .ifPresent(
            name -> {
              assertEquals(name, Username.find(name.text()).orElseThrow());
              assertTrue(length(name.text()) <= Username.MAX_CHARACTERS);
              assertTrue(length(name.key()) <= COLUMN_CHARACTERS, name.key());
              assertTrue(length(name.skeleton()) <= COLUMN_CHARACTERS, name.skeleton());
            });
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
