package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final InetAddress PROXY = address("192.0.2.1");
  private static final InetAddress STRANGER = address("198.51.100.9");
  private final Proxies proxies = new Proxies(Set.of(PROXY, address("192.0.2.2")));

  @Test
  void believesNobodyElse() {
    assertEquals(STRANGER, proxies.clientOf(STRANGER, List.of("203.0.113.5")));
  }

  @Test
  void believesAProxyAboutTheLastAddressOnly() {
    assertEquals(
        address("203.0.113.5"), proxies.clientOf(PROXY, List.of("10.0.0.1", "203.0.113.5")));
  }

  @Test
  void looksThroughAChainOfItsOwnProxies() {
    assertEquals(
        address("203.0.113.5"),
        proxies.clientOf(PROXY, List.of("10.0.0.1", "203.0.113.5", "192.0.2.2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "dead.beef", "", "unknown", "1.2.3.4:80", "300.1.1.1", "01.2.3.4"})
  void takesTheProxyForTheClientWhereItsWordIsNoAddress(String word) {
    assertEquals(PROXY, proxies.clientOf(PROXY, List.of("203.0.113.5", word)));
  }

  @Test
  void readsAddressesOfBothKinds() {
    assertTrue(Proxies.parse("2001:db8::1").isPresent());
    assertTrue(Proxies.parse("127.0.0.1").isPresent());
  }

  @Test
  void letsOnlyThisMachineAndProxiesComeWithoutTls() {
    assertTrue(proxies.mayComeWithoutTls(address("127.0.0.1")));
    assertTrue(proxies.mayComeWithoutTls(address("::1")));
    assertTrue(proxies.mayComeWithoutTls(PROXY));
    assertFalse(proxies.mayComeWithoutTls(STRANGER));
  }

  private static InetAddress address(String figures) {
    return Proxies.parse(figures).orElseThrow();
  }
}
