package keyturn.client;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a server is, from what people type: a host, host:port, or an https or wss address. */
public record ServerAddress(String host, int port) {
  private static final String PATH = "/keyturn/chat";
  private static final int HTTPS_PORT = 443;

  /**
   * Reads what somebody typed.
   *
   * @throws IllegalArgumentException with a text for people, if nothing can be made of it
   */
  public static ServerAddress parse(String typed) {
    String text = typed.strip();
    String withScheme = text.contains("://") ? text : "wss://" + text;
    URI uri;
    try {
      uri = new URI(withScheme);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(explain(text), e);
    }
    boolean secure = "wss".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    String path = uri.getPath() == null ? "" : uri.getPath();
    boolean known = path.isEmpty() || path.equals("/") || path.equals(PATH);
    boolean plain =
        uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
    if (!secure || uri.getHost() == null || !known || !plain || uri.getPort() > 65535) {
      throw new IllegalArgumentException(explain(text));
    }
    return new ServerAddress(uri.getHost(), uri.getPort() == -1 ? HTTPS_PORT : uri.getPort());
  }

  /** {@code wss://HOST:PORT/keyturn/chat}. */
  public URI uri() {
    return URI.create("wss://" + this + PATH);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  private static String explain(String text) {
    return "'"
        + text
        + "' is not a server address; write host, host:port or wss://host:port/keyturn/chat";
  }
}
