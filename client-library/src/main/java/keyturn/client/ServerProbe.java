package keyturn.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import keyturn.crypto.Fingerprint;

/** Asks a server who it is: a real WebSocket connect and tunnel handshake, without sign-in. */
public final class ServerProbe {
  private ServerProbe() {}

  /**
   * Blocks until the server has proved a tunnel identity; whether to trust it is the caller's
   * matter.
   *
   * @throws IOException if there is no answer in time, or not the right one
   */
  public static Fingerprint probe(URI server, Duration timeout) throws IOException {
    throw new IOException("lands within the hour: " + server + timeout);
  }
}
