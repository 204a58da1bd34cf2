package keyturn.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Presence;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonOutput output =
      new JsonOutput(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void messageIsOneLineWhateverItHolds() {
    output.message(message(Optional.of("a\n\"b\" \u001B[0m ü 👍")));
    assertEquals(
        "{\"event\":\"message\",\"from\":\"Ada\",\"text\":\"a\\n\\\"b\\\" \\u001B[0m ü 👍\","
            + "\"epoch\":7,\"sequence\":12,\"late\":false}\n",
        printed());
  }

  @Test
  void unreadableMessageHasNoText() {
    output.message(message(Optional.empty()));
    assertEquals(
        "{\"event\":\"message\",\"from\":\"Ada\",\"text\":null,\"unreadable\":true,"
            + "\"epoch\":7,\"sequence\":12,\"late\":false}\n",
        printed());
  }

  @Test
  void keyEventNamesEverythingButTheKey() {
    output.key("Ada", 7, CipherSuite.AES_256_GCM, Duration.ofMillis(29_500));
    assertEquals(
        "{\"event\":\"key\",\"with\":\"Ada\",\"epoch\":7,\"suite\":\"AES_256_GCM\","
            + "\"validForMillis\":29500}\n",
        printed());
  }

  @Test
  void personAndError() {
    output.person("Ada", Presence.AVAILABLE);
    output.error("unknown-person", "Nobody of that name.");
    assertEquals(
        """
        {"event":"person","name":"Ada","presence":"available"}
        {"event":"error","reason":"unknown-person","text":"Nobody of that name."}
        """,
        printed());
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static StoredMessage message(Optional<String> text) {
    return new StoredMessage(
        new ConversationId(1),
        new MessageId(Bytes.of(new byte[16])),
        new DeviceId(3),
        "Ada",
        false,
        text,
        7,
        OptionalLong.of(12),
        false,
        Instant.EPOCH,
        DeliveryState.STORED,
        0,
        0);
  }
}
