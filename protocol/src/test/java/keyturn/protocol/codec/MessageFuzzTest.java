package keyturn.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.message.Limits;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are exactly one message, or {@link MalformedMessageException}. */
class MessageFuzzTest {
  static Stream<byte[]> fromClients() {
    return Samples.clientMessages().stream().map(MessageCodec::encode);
  }

  static Stream<byte[]> fromTheServer() {
    return Samples.serverMessages().stream().map(MessageCodec::encode);
  }

  @MethodSource("fromClients")
  @FuzzTest
  void clientMessage(byte[] frame) {
    try {
      assertArrayEquals(
          frame, MessageCodec.encode(MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES)));
    } catch (MalformedMessageException refused) {
      // The only way to refuse.
    }
  }

  @MethodSource("fromTheServer")
  @FuzzTest
  void serverMessage(byte[] frame) {
    try {
      assertArrayEquals(frame, MessageCodec.encode(MessageCodec.decodeServer(frame)));
    } catch (MalformedMessageException refused) {
      // The only way to refuse.
    }
  }
}
