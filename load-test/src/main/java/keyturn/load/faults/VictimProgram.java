package keyturn.load.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import keyturn.client.ClientEvent;
import keyturn.client.ClientSettings;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.MessageId;

/**
 * The product's client in a program of its own, to be killed: it prints a line for each message of
 * others that it shows. Ends when its input does.
 */
public final class VictimProgram {
  private VictimProgram() {}

  /** Arguments: address, fingerprint, home, name, password. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Set<MessageId> shown = new HashSet<>();
    ClientSettings settings =
        ClientSettings.of(
                URI.create(arguments[0]),
                Runnable::run,
                "victim",
                Clock.systemUTC(),
                new SecureRandom())
            .withTrust(Fingerprint.parse(arguments[1]).orElseThrow())
            .withHome(Path.of(arguments[2]));
    try (KeyturnClient client =
        KeyturnClient.open(
            settings,
            event -> {
              if (event instanceof ClientEvent.MessageChanged changed
                  && !changed.message().mine()
                  && shown.add(changed.message().id())) {
                out.println(line(changed.message()));
              }
            })) {
      client.signIn(arguments[3], arguments[4].toCharArray());
      while (System.in.read() >= 0) {
        // Whoever started this program says nothing; it ends with him.
      }
    }
  }

  private static String line(StoredMessage message) {
    return String.join(
        "\t",
        message.conversation().toString(),
        message.id().toString(),
        message.senderName(),
        Long.toString(message.sequence().orElse(0)));
  }
}
