package keyturn.protocol.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import keyturn.protocol.MalformedMessageException;
import org.junit.jupiter.params.provider.MethodSource;

/** Any opened payload is exactly one content, or {@link MalformedMessageException}. */
class ContentFuzzTest {
  static Stream<byte[]> contents() {
    return Stream.of("a", "hello", "\u202e\ud83d\udc4b\ud83c\udffd")
        .map(text -> new Content(text).encode());
  }

  @MethodSource("contents")
  @FuzzTest
  void content(byte[] opened) {
    try {
      assertArrayEquals(opened, Content.decode(opened).encode());
    } catch (MalformedMessageException refused) {
      // The only way to refuse.
    }
  }
}
