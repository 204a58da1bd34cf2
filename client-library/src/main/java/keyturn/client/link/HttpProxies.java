package keyturn.client.link;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Passes on HTTP proxies and fails on SOCKS: {@code java.net.http} ignores a SOCKS proxy and
 * connects directly, which tells the network what the proxy was to hide.
 */
final class HttpProxies extends ProxySelector {
  private final ProxySelector chosen;

  HttpProxies(ProxySelector chosen) {
    this.chosen = chosen;
  }

  /** What {@link java.net.http.HttpClient} will ask about for this WebSocket. */
  boolean wantsSocks(URI server) {
    return hasSocks(chosen.select(asHttp(server)));
  }

  @Override
  public List<Proxy> select(URI uri) {
    List<Proxy> proxies = chosen.select(uri);
    if (hasSocks(proxies)) {
      throw new IllegalStateException("a SOCKS proxy is configured");
    }
    return proxies;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    chosen.connectFailed(uri, address, failure);
  }

  private static boolean hasSocks(List<Proxy> proxies) {
    return proxies.stream().anyMatch(proxy -> proxy.type() == Proxy.Type.SOCKS);
  }

  private static URI asHttp(URI server) {
    return URI.create(server.toString().replaceFirst("^ws", "http"));
  }
}
