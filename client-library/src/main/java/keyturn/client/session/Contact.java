package keyturn.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.message.ServerMessage;

/** What is known of the connection there is. */
final class Contact {
  /** A message, and when it came on the loop's clock. */
  record Heard(ServerMessage message, long arrived) {}

  /** What came before the session was ready. */
  private final List<Heard> early = new ArrayList<>();

  private Optional<Fingerprint> welcomedBy = Optional.empty();
  private Optional<Fingerprint> connectedTo = Optional.empty();

  /** Counts connections; the sign-in was answered on this one. */
  private long connection;

  private long signedInOn;

  void connected(Fingerprint server) {
    connectedTo = Optional.of(server);
    connection++;
  }

  void welcomed() {
    welcomedBy = connectedTo;
  }

  void signedIn() {
    signedInOn = connection;
  }

  void disconnected() {
    welcomedBy = Optional.empty();
    connectedTo = Optional.empty();
    early.clear();
  }

  Optional<Fingerprint> server() {
    return connectedTo;
  }

  /** The server, once it takes sign-ins. */
  Optional<Fingerprint> welcomedBy() {
    return welcomedBy;
  }

  boolean isSignedIn() {
    return connection == signedInOn;
  }

  void hold(Heard message) {
    early.add(message);
  }

  List<Heard> takeHeld() {
    List<Heard> held = List.copyOf(early);
    early.clear();
    return held;
  }
}
