package keyturn.client.link;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy that the user may change at any time; what is chosen holds from the next connection
 * on. While none is chosen, the system's proxy is used. A proxy that wants to know who asks is told
 * by HTTP Basic authentication, which Java refuses inside a tunnel unless the system property
 * {@code jdk.http.auth.tunneling.disabledSchemes} is empty when the first connection is made.
 */
public final class HttpProxyChoice extends ProxySelector {
  private final Supplier<Optional<InetSocketAddress>> address;
  private final Supplier<Optional<PasswordAuthentication>> credentials;

  /** Both are asked at every connection, from any thread. */
  public HttpProxyChoice(
      Supplier<Optional<InetSocketAddress>> address,
      Supplier<Optional<PasswordAuthentication>> credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return address
        .get()
        .map(chosen -> List.of(new Proxy(Proxy.Type.HTTP, chosen)))
        .orElseGet(() -> systemProxy().select(uri));
  }

  private static ProxySelector systemProxy() {
    return Objects.requireNonNullElse(ProxySelector.getDefault(), HttpClient.Builder.NO_PROXY);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    if (address.get().isEmpty()) {
      systemProxy().connectFailed(uri, proxy, failure);
    }
  }

  /** Answers the chosen proxy only: a server never learns these. */
  Authenticator authenticator() {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        boolean ours =
            getRequestorType() == RequestorType.PROXY
                && address
                    .get()
                    .filter(chosen -> chosen.getHostString().equals(getRequestingHost()))
                    .isPresent();
        return ours ? credentials.get().orElse(null) : null;
      }
    };
  }
}
