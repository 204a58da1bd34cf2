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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import keyturn.server.account.ClientAddress;

/**
 * Refuses, before there is a WebSocket, what would only be closed after: a refused upgrade costs
 * one HTTP answer, a closed WebSocket leaves a session to clean up.
 */
@WebFilter(urlPatterns = ChatEndpoint.PATH, asyncSupported = true)
public final class UpgradeGate extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * Carries the client's address to {@link ChatConfigurator}, because a WebSocket handshake has
   * none. What the client sends under this name is thrown away.
   */
  static final String ADDRESS_HEADER = "Keyturn-Client-Address";

  @SuppressWarnings("serial") // A filter is never serialised, whatever its base class says.
  private final transient FrontDoor door;

  @SuppressWarnings("serial")
  private final transient BuiltInCertificate certificate;

  @Inject
  UpgradeGate(FrontDoor door, BuiltInCertificate certificate) {
    this.door = door;
    this.certificate = certificate;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      response.setHeader("Upgrade", "websocket");
      response.sendError(426);
    } else if (!offersSubprotocol(request)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else if (request.isSecure() && certificate.isInUse()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      switch (door.knock(addressOf(request.getRemoteAddr()))) {
        case WELCOME -> chain.doFilter(new WithAddress(request), response);
        case TOO_MANY_FROM_ADDRESS -> response.sendError(429);
        case NOT_OPEN, FULL -> response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      }
    }
  }

  /** Of an address in figures: nothing is looked up. */
  static ClientAddress addressOf(String figures) throws UnknownHostException {
    return ClientAddress.of(InetAddress.getByName(figures));
  }

  private static boolean offersSubprotocol(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .anyMatch(name -> name.strip().equals(ChatEndpoint.SUBPROTOCOL));
  }

  private static final class WithAddress extends HttpServletRequestWrapper {
    WithAddress(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getHeader(String name) {
      return isAddress(name) ? getRemoteAddr() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isAddress(name)
          ? Collections.enumeration(Collections.singletonList(getRemoteAddr()))
          : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      var names = Collections.list(super.getHeaderNames());
      names.removeIf(WithAddress::isAddress);
      names.add(ADDRESS_HEADER);
      return Collections.enumeration(names);
    }

    private static boolean isAddress(String name) {
      return name.toLowerCase(Locale.ROOT).equals(ADDRESS_HEADER.toLowerCase(Locale.ROOT));
    }
  }
}
