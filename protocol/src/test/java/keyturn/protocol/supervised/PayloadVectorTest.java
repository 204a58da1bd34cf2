package keyturn.protocol.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.VectorFile;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads {@code vectors/supervised}, which another implementation computed. */
class PayloadVectorTest {
  static List<Path> files() throws IOException {
    return VectorFile.in("supervised");
  }

  @ParameterizedTest
  @MethodSource("files")
  void vectorOpensOrFailsAsItSays(Path file) throws Exception {
    Map<String, String> vector = VectorFile.read(file);
    long counter = Long.parseLong(value(vector, "counter"));
    MessageId id = new MessageId(hex(vector, "message-id"));
    Bytes sealed = hex(vector, "sealed");
    try (EpochKey epoch = epoch(vector);
        PayloadCipher cipher = cipher(epoch, vector)) {
      if (value(vector, "expect").equals("opens")) {
        byte[] plaintext = hex(vector, "plaintext").toArray();
        assertArrayEquals(plaintext, cipher.open(counter, id, sealed));
        assertEquals(sealed, cipher.seal(counter, id, plaintext));
        assertArrayEquals(plaintext, Content.decode(plaintext).encode());
      } else {
        assertThrows(AuthenticationFailedException.class, () -> cipher.open(counter, id, sealed));
      }
    }
  }

  @Test
  void everySuiteForConversationsHasOneThatOpens() throws IOException {
    long opening = 0;
    for (Path file : files()) {
      opening += value(VectorFile.read(file), "expect").equals("opens") ? 1 : 0;
    }
    assertEquals(CipherSuite.values().length - 1, opening);
  }

  private static EpochKey epoch(Map<String, String> vector) {
    return new EpochKey(
        new ConversationId(Long.parseLong(value(vector, "conversation"))),
        Long.parseLong(value(vector, "epoch")),
        CipherSuite.valueOf(value(vector, "suite")),
        SecretBytes.adopt(hex(vector, "epoch-key").toArray()));
  }

  private static PayloadCipher cipher(EpochKey epoch, Map<String, String> vector) {
    return PayloadCipher.of(
        epoch,
        new DeviceId(Long.parseLong(value(vector, "sender-device"))),
        new ConnectionId(hex(vector, "connection")),
        new NotRandom(hex(vector, "iv")));
  }

  private static Bytes hex(Map<String, String> vector, String field) {
    return Bytes.ofHex(value(vector, field));
  }

  private static String value(Map<String, String> vector, String field) {
    String value = vector.get(field);
    if (value == null) {
      throw new IllegalArgumentException("the vector has no " + field);
    }
    return value;
  }
}
