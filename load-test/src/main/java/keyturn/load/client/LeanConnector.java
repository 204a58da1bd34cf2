package keyturn.load.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import keyturn.client.LinkLoss;
import keyturn.client.link.Transport;
import keyturn.client.link.TransportEnd;

/**
 * Opens WebSockets on the thread of a {@link LoadLoop}. The JDK's own client costs several times as
 * much as the server that is measured, and does not say whether it resumes TLS sessions.
 */
public final class LeanConnector implements Transport.Connector {
  static final String SUBPROTOCOL = "keyturn.1";

  private final LoadLoop loop;
  private final URI server;
  private final SSLContext tls;
  private final SharedBuffers buffers = new SharedBuffers();
  private TlsSessions sessions = TlsSessions.FULL_HANDSHAKES;

  /** For connections to {@code server}, all of them on {@code loop}. */
  public LeanConnector(LoadLoop loop, URI server) {
    this.loop = loop;
    this.server = server;
    this.tls = tlsWithoutChecks();
  }

  /** For the connections from here on. */
  public void use(TlsSessions next) {
    sessions = next;
  }

  @Override
  public void connect(Transport.Receiver receiver) {
    connectTo(server, receiver);
  }

  /** A connection to another path of the same server. */
  public void connectTo(URI uri, Transport.Receiver receiver) {
    loop.execute(() -> open(uri, receiver));
  }

  private void open(URI uri, Transport.Receiver receiver) {
    SSLEngine engine =
        switch (sessions) {
          // Without the name of a peer the JDK keeps no session.
          case FULL_HANDSHAKES -> tls.createSSLEngine();
          case RESUMED -> tls.createSSLEngine(uri.getHost(), uri.getPort());
        };
    engine.setUseClientMode(true);
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      LeanTransport transport =
          new LeanTransport(loop, channel, new TlsWire(engine, buffers), uri, receiver);
      channel.register(loop.selector(), SelectionKey.OP_CONNECT, transport);
      channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    } catch (IOException e) {
      receiver.onEnd(new TransportEnd.Failed(LinkLoss.NOT_REACHABLE));
    }
  }

  /** The tunnel's identity, which is pinned, tells which server this is; TLS only costs time. */
  private static SSLContext tlsWithoutChecks() {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new NoChecks()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS 1.3", e);
    }
  }

  private static final class NoChecks extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
