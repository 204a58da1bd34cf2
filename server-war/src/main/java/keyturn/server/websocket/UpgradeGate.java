package keyturn.server.websocket;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import keyturn.server.account.ClientAddress;

/**
 * Refuses, before there is a WebSocket, what would only be closed after: a refused upgrade costs
 * one HTTP answer, a closed WebSocket leaves a session to clean up.
 */
@WebFilter(urlPatterns = ChatEndpoint.PATH, asyncSupported = true)
public final class UpgradeGate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(UpgradeGate.class.getName());
  private static final int UPGRADE_REQUIRED = 426;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * Carries the client's address to {@link ChatConfigurator}, because a WebSocket handshake has
   * none. What the client sends under this name is thrown away.
   */
  static final String ADDRESS_HEADER = "Keyturn-Client-Address";

  private final transient FrontDoor door;
  private final transient BuiltInCertificate certificate;
  private final transient UpgradeRules rules;
  private final transient AtomicBoolean complained = new AtomicBoolean();

  @Inject
  UpgradeGate(FrontDoor door, BuiltInCertificate certificate, UpgradeRules rules) {
    this.door = door;
    this.certificate = certificate;
    this.rules = rules;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
    Proxies proxies = rules.proxies();
    InetAddress client = proxies.clientOf(peer, words(request, "X-Forwarded-For"));
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      response.setHeader("Upgrade", "websocket");
      response.sendError(UPGRADE_REQUIRED);
    } else if (!words(request, "Sec-WebSocket-Protocol").contains(ChatEndpoint.SUBPROTOCOL)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else if (!request.isSecure() && !proxies.mayComeWithoutTls(peer)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (request.isSecure() && certificate.isInUse()) {
      complain();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      switch (door.knock(ClientAddress.of(client))) {
        case WELCOME -> chain.doFilter(new WithAddress(request, client), response);
        case TOO_MANY_FROM_ADDRESS -> response.sendError(TOO_MANY_REQUESTS);
        case NOT_OPEN, FULL -> response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      }
    }
  }

  private void complain() {
    if (!complained.getAndSet(true)) {
      LOG.log(
          Level.ERROR,
          "event=refused-certificate: TLS is answered with the key that every Payara contains;"
              + " start it with a key store of your own (docs/operations.md)");
    }
  }

  /** The comma-separated words of all headers of this name, in order. */
  private static List<String> words(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .toList();
  }

  private static final class WithAddress extends HttpServletRequestWrapper {
    private final String address;

    WithAddress(HttpServletRequest request, InetAddress client) {
      super(request);
      address = client.getHostAddress();
    }

    @Override
    public String getHeader(String name) {
      return ADDRESS_HEADER.equalsIgnoreCase(name) ? address : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return ADDRESS_HEADER.equalsIgnoreCase(name)
          ? Collections.enumeration(List.of(address))
          : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      List<String> names = Collections.list(super.getHeaderNames());
      names.removeIf(ADDRESS_HEADER::equalsIgnoreCase);
      names.add(ADDRESS_HEADER);
      return Collections.enumeration(names);
    }
  }
}
