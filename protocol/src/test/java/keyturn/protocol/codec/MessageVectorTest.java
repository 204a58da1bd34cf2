package keyturn.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.VectorFile;
import keyturn.protocol.message.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads {@code vectors/messages}, which another CBOR implementation wrote. */
class MessageVectorTest {
  static Set<Map.Entry<String, String>> malformedClient() throws IOException {
    return vectors("malformed-client.txt").entrySet();
  }

  static Set<Map.Entry<String, String>> malformedServer() throws IOException {
    return vectors("malformed-server.txt").entrySet();
  }

  @Test
  void clientMessagesAreTheSameBytes() throws IOException {
    List<String> ours =
        Samples.clientMessages().stream()
            .map(message -> Bytes.of(MessageCodec.encode(message)).toHex())
            .collect(Collectors.toList());

    assertEquals(new TreeSet<>(vectors("client.txt").values()), new TreeSet<>(ours));
  }

  @Test
  void serverMessagesAreTheSameBytes() throws IOException {
    List<String> ours =
        Samples.serverMessages().stream()
            .map(message -> Bytes.of(MessageCodec.encode(message)).toHex())
            .collect(Collectors.toList());

    assertEquals(new TreeSet<>(vectors("server.txt").values()), new TreeSet<>(ours));
  }

  @ParameterizedTest
  @MethodSource("malformedClient")
  void malformedClientMessageIsRefused(Map.Entry<String, String> vector) {
    byte[] frame = Bytes.ofHex(vector.getValue()).toArray();

    assertThrows(
        MalformedMessageException.class,
        () -> MessageCodec.decodeClient(frame, Limits.MAX_MESSAGE_BYTES));
  }

  @ParameterizedTest
  @MethodSource("malformedServer")
  void malformedServerMessageIsRefused(Map.Entry<String, String> vector) {
    byte[] frame = Bytes.ofHex(vector.getValue()).toArray();

    assertThrows(MalformedMessageException.class, () -> MessageCodec.decodeServer(frame));
  }

  private static Map<String, String> vectors(String file) throws IOException {
    return VectorFile.read(VectorFile.root().resolve("vectors/messages").resolve(file));
  }
}
