package keyturn.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import keyturn.client.ClientSettings;
import keyturn.crypto.Fingerprint;

/**
 * A running server as its clients see it.
 *
 * @param chat address of the WebSocket
 * @param fingerprint of the tunnel's identity
 * @param tls trusts the certificate of the outer TLS
 * @param log file or folder with everything that the server writes
 */
record ServerUnderTest(URI chat, Fingerprint fingerprint, SSLContext tls, Path log) {
  static final SecureRandom RANDOM = new SecureRandom();

  /** In memory, with the server's identity pinned. */
  ClientSettings settings(String device) {
    return ClientSettings.of(chat, Runnable::run, device, Clock.systemUTC(), RANDOM)
        .withTrust(fingerprint);
  }

  /** What the health check of the deployed WAR says: an HTTP status, 0 where nobody answers. */
  int readiness() throws InterruptedException {
    try {
      return HttpClient.newBuilder()
          .sslContext(tls)
          .build()
          .send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:" + chat.getPort() + "/health/ready"))
                  .timeout(Inbox.PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** A deployed WAR starts on its own thread: it may still be at its database. */
  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + Inbox.PATIENCE.toNanos();
    while (readiness() != 200) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the server is not ready; see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** The same server by another way: a TCP port that leads to it. */
  ServerUnderTest through(int port) {
    return new ServerUnderTest(
        URI.create("wss://localhost:" + port + chat.getPath()), fingerprint, tls, log);
  }
}
