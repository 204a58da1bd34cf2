package keyturn.server.websocket;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the origin, hands the client's address on and sets a {@link FrameGuard} before each
 * connection. Injection does not reach this class.
 */
public final class ChatConfigurator extends ServerEndpointConfig.Configurator {
  static final String ADDRESS = "keyturn.address";

  @Override
  public boolean checkOrigin(@Nullable String origin) {
    return CDI.current().select(UpgradeRules.class).get().origins().allows(origin);
  }

  /** Of what a client asks for nothing; what we add is not told to it. */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return List.of(new FrameGuard(System::nanoTime));
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    // A client must refuse an extension that it did not ask for (RFC 6455 §9.1).
    response.getHeaders().remove(HandshakeRequest.SEC_WEBSOCKET_EXTENSIONS);
    Map<String, List<String>> headers = request.getHeaders();
    List<String> addresses = headers.getOrDefault(UpgradeGate.ADDRESS_HEADER, List.of());
    if (!addresses.isEmpty()) {
      config.getUserProperties().put(ADDRESS, addresses.get(0));
    }
  }
}
