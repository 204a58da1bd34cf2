package keyturn.it;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keyturn.client.TraceSink;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;

/**
 * Every payload that one client ever sealed and sent, the refused and the lost ones too, as its
 * trace tells it.
 */
final class Transmissions implements TraceSink {
  private static final Pattern SIGNED_IN =
      Pattern.compile(
          "< SignedIn\\[.*device=DeviceId\\[value=(\\d+)], connection=(\\p{XDigit}+),.*");
  private static final Pattern SEND =
      Pattern.compile("> Send\\[.*epoch=(\\d+), counter=(\\d+), sealed=.*");

  private final List<Payload> all = new ArrayList<>();
  private DeviceId device = new DeviceId(1);
  private ConnectionId connection = new ConnectionId(Bytes.of(new byte[16]));

  /** Of one conversation: which key it was sealed under and with which counter. */
  record Payload(long epoch, DeviceId device, ConnectionId connection, long counter) {}

  @Override
  public synchronized void line(String line) {
    Matcher signedIn = SIGNED_IN.matcher(line);
    Matcher send = SEND.matcher(line);
    if (signedIn.matches()) {
      device = new DeviceId(Long.parseLong(signedIn.group(1)));
      connection = new ConnectionId(Bytes.ofHex(signedIn.group(2)));
    } else if (send.matches()) {
      all.add(
          new Payload(
              Long.parseLong(send.group(1)), device, connection, Long.parseLong(send.group(2))));
    }
  }

  synchronized List<Payload> all() {
    return List.copyOf(all);
  }
}
