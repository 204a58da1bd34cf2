package keyturn.server.websocket;

import java.util.List;
import java.util.Optional;

/** The writing end of a tunnel. What it gives must be sent, and sent next. */
interface RecordWriter {
  /** A record the tunnel itself must send now (a refresh), before anything else. */
  Optional<byte[]> nextControl();

  /** No message may be sealed before the refresh that is due is through. */
  boolean mustWait();

  /** Whether one record holds these messages. */
  boolean fits(List<byte[]> messages);

  byte[] seal(List<byte[]> messages);
}
