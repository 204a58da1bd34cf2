package keyturn.server.websocket;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the origin and hands the client's address on. Injection does not reach this class. */
public final class ChatConfigurator extends ServerEndpointConfig.Configurator {
  static final String ADDRESS = "keyturn.address";

  @Override
  public boolean checkOrigin(@Nullable String origin) {
    return CDI.current().select(UpgradeRules.class).get().origins().allows(origin);
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Map<String, List<String>> headers = request.getHeaders();
    List<String> addresses = headers.getOrDefault(UpgradeGate.ADDRESS_HEADER, List.of());
    if (!addresses.isEmpty()) {
      config.getUserProperties().put(ADDRESS, addresses.get(0));
    }
  }
}
