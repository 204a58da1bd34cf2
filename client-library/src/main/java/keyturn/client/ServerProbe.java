package keyturn.client;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import keyturn.client.link.FirstContact;
import keyturn.client.link.WebSocketConnector;
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
    return probe(server, timeout, Optional.empty());
  }

  /**
   * The same, by way of a proxy.
   *
   * @param proxy as {@link ClientSettings#proxy}
   */
  public static Fingerprint probe(URI server, Duration timeout, Optional<ProxySelector> proxy)
      throws IOException {
    CompletableFuture<Fingerprint> answer =
        FirstContact.make(
            WebSocketConnector.of(server, Optional.empty(), proxy), new SecureRandom());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("no tunnel with " + server.getHost() + ": " + causeOf(e), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(false);
    }
  }

  private static String causeOf(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? "no reason given" : String.valueOf(cause.getMessage());
  }
}
