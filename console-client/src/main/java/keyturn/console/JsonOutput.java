package keyturn.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import keyturn.client.ClientEvent.ServerUntrusted;
import keyturn.client.ClientEvent.SignedIn;
import keyturn.client.ConversationView;
import keyturn.client.LinkState;
import keyturn.client.OwnDevice;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.message.Presence;

/** One JSON object a line, each with a field {@code event}. Keys never appear. */
final class JsonOutput implements Output {
  private final JsonFactory json = new JsonFactory();
  private final PrintStream out;

  JsonOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void signedIn(SignedIn event) {
    line(
        "signed-in",
        g -> {
          g.writeStringField("name", event.name());
          g.writeNumberField("device", event.device().value());
          g.writeArrayFieldStart("suites");
          for (CipherSuite suite : event.suites()) {
            g.writeString(suite.name());
          }
          g.writeEndArray();
        });
  }

  @Override
  public void person(String name, Presence presence) {
    line(
        "person",
        g -> {
          g.writeStringField("name", name);
          g.writeStringField("presence", lower(presence));
        });
  }

  @Override
  public void conversation(ConversationView conversation) {
    line(
        "conversation",
        g -> {
          g.writeStringField("with", conversation.with());
          g.writeStringField("state", lower(conversation.state()));
          g.writeStringField("suite", conversation.suite().name());
        });
  }

  @Override
  public void key(String with, long epoch, CipherSuite suite, Duration validFor) {
    line(
        "key",
        g -> {
          g.writeStringField("with", with);
          g.writeNumberField("epoch", epoch);
          g.writeStringField("suite", suite.name());
          g.writeNumberField("validForMillis", validFor.toMillis());
        });
  }

  @Override
  public void message(StoredMessage message) {
    line(
        "message",
        g -> {
          g.writeStringField("from", message.senderName());
          if (message.text().isPresent()) {
            g.writeStringField("text", message.text().get());
          } else {
            g.writeNullField("text");
            g.writeBooleanField("unreadable", true);
          }
          g.writeNumberField("epoch", message.epoch());
          g.writeNumberField("sequence", message.sequence().orElse(0));
          g.writeBooleanField("late", message.late());
        });
  }

  @Override
  public void receipt(String with, StoredMessage message) {
    line(
        "receipt",
        g -> {
          g.writeStringField("with", with);
          g.writeNumberField("sequence", message.sequence().orElse(0));
          g.writeStringField("state", lower(message.state()));
          g.writeStringField("id", message.id().toString());
        });
  }

  @Override
  public void link(LinkState state) {
    line(
        "state",
        g -> {
          g.writeStringField("state", lower(state.getClass().getSimpleName()));
          if (state instanceof LinkState.Connected connected) {
            g.writeStringField("group", connected.group().name());
            g.writeStringField("suite", connected.suite().name());
            g.writeStringField("fingerprint", connected.fingerprint().toString());
          } else if (state instanceof LinkState.Waiting waiting) {
            g.writeNumberField("retryInMillis", waiting.retryIn().toMillis());
            g.writeNumberField("queued", waiting.queued());
          } else if (state instanceof LinkState.Ended ended) {
            g.writeStringField("reason", lower(ended.end()));
          }
        });
  }

  @Override
  public void untrusted(ServerUntrusted event) {
    error(
        event.pinned().isPresent() ? "server-key-changed" : "server-untrusted",
        "The server shows the fingerprint " + event.presented() + ", which is not trusted.");
  }

  @Override
  public void devices(List<OwnDevice> devices) {
    line(
        "devices",
        g -> {
          g.writeArrayFieldStart("devices");
          for (OwnDevice device : devices) {
            g.writeStartObject();
            g.writeNumberField("device", device.id().value());
            g.writeStringField("name", device.name());
            g.writeStringField("added", device.added().toString());
            g.writeStringField("lastSeen", device.lastSeen().toString());
            g.writeBooleanField("connected", device.connected());
            g.writeBooleanField("here", device.here());
            g.writeEndObject();
          }
          g.writeEndArray();
        });
  }

  @Override
  public void note(String text) {
    // Programs get events only.
  }

  @Override
  public void error(String reason, String text) {
    line(
        "error",
        g -> {
          g.writeStringField("reason", reason);
          g.writeStringField("text", text);
        });
  }

  private static String lower(Enum<?> value) {
    return lower(value.name());
  }

  private static String lower(String value) {
    return value.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private interface Fields {
    void write(JsonGenerator generator) throws IOException;
  }

  private void line(String event, Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(text)) {
      generator.writeStartObject();
      generator.writeStringField("event", event);
      fields.write(generator);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot refuse to be written", e);
    }
    out.println(text);
    out.flush();
  }
}
