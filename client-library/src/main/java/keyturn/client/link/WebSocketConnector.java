package keyturn.client.link;

import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import keyturn.client.LinkLoss;

/**
 * Connects with {@link java.net.http.WebSocket}; one {@link HttpClient} for the life of a client,
 * because before Java 21 it cannot be closed.
 */
public final class WebSocketConnector implements Transport.Connector {
  static final String SUBPROTOCOL = "keyturn.1";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final URI server;
  private final OuterTls tls;
  private final HttpProxies proxies;
  private final HttpClient http;

  private WebSocketConnector(
      URI server, OuterTls tls, HttpProxies proxies, Optional<Authenticator> authenticator) {
    this.server = server;
    this.tls = tls;
    this.proxies = proxies;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(tls.context())
            .proxy(proxies);
    authenticator.ifPresent(builder::authenticator);
    this.http = builder.build();
  }

  /**
   * Makes the connector of one client.
   *
   * @param ca as {@link keyturn.client.ClientSettings#ca}
   * @param proxy asked at every connect; without one the system's is
   * @throws IOException if the CA file cannot be read
   */
  public static WebSocketConnector of(URI server, Optional<Path> ca, Optional<ProxySelector> proxy)
      throws IOException {
    ProxySelector chosen =
        proxy
            .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
            .orElseGet(() -> HttpClient.Builder.NO_PROXY);
    Optional<Authenticator> authenticator =
        chosen instanceof HttpProxyChoice choice
            ? Optional.of(choice.authenticator())
            : Optional.empty();
    return new WebSocketConnector(
        server, OuterTls.create(ca), new HttpProxies(chosen), authenticator);
  }

  @Override
  public void connect(Transport.Receiver receiver) {
    if (proxies.wantsSocks(server)) {
      receiver.onEnd(new TransportEnd.SocksRefused());
      return;
    }
    WebSocketTransport transport = new WebSocketTransport(receiver, tls);
    var unused =
        http.newWebSocketBuilder()
            .subprotocols(SUBPROTOCOL)
            .connectTimeout(CONNECT_TIMEOUT)
            .buildAsync(server, transport.listener())
            .whenComplete(
                (WebSocket socket, Throwable failure) -> {
                  if (failure != null) {
                    transport.neverOpened(causeOf(failure));
                  } else if (!SUBPROTOCOL.equals(socket.getSubprotocol())) {
                    transport.close(1002);
                  }
                });
  }

  /** An exception's own message may hold anything. */
  private static LinkLoss causeOf(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof java.net.http.WebSocketHandshakeException refused) {
      return turnedAway(refused.getResponse().statusCode());
    }
    if (cause instanceof javax.net.ssl.SSLException) {
      return LinkLoss.NO_TLS;
    }
    if (cause instanceof java.net.http.HttpTimeoutException) {
      return LinkLoss.NO_ANSWER;
    }
    if (cause instanceof java.net.ConnectException
        || cause instanceof java.nio.channels.UnresolvedAddressException) {
      return LinkLoss.NOT_REACHABLE;
    }
    return LinkLoss.FAILED;
  }

  private static LinkLoss turnedAway(int status) {
    if (status >= 500) {
      return LinkLoss.NOT_READY;
    }
    return switch (status) {
      case 404 -> LinkLoss.NOT_THERE;
      case 407 -> LinkLoss.PROXY_REFUSED;
      default -> LinkLoss.TURNED_AWAY;
    };
  }
}
