package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import keyturn.client.ServerProbe;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One deployment, open to everybody and with the compatibility suites, for all that needs no other.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class OpenServerIT
    implements EverySuite,
        TurningKeys,
        OfflineDelivery,
        SigningIn,
        NothingInTheClear,
        HostileStrangers,
        HostileFrames,
        HostilePeople {
  private static final int MAX_PER_ADDRESS = 40;

  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.keyturn(
        Map.of(
            "keyturn.registration", "open",
            "keyturn.compatibility-suites", "true",
            "keyturn.connections.max-per-address", Integer.toString(MAX_PER_ADDRESS),
            "keyturn.limits.registrations-per-address", "1000"));
  }

  @BeforeEach
  void awaitServer() throws InterruptedException {
    server().awaitReady();
  }

  @Override
  public ServerUnderTest server() {
    return Deployments.server();
  }

  @Override
  public TestDatabase database() {
    return Deployments.database();
  }

  @Override
  public int maxConnectionsPerAddress() {
    return MAX_PER_ADDRESS;
  }

  @Test
  void tunnelProvesTheIdentityThatWasConfigured() throws IOException {
    assertEquals(
        server().fingerprint(), ServerProbe.probe(server().chat(), Duration.ofSeconds(60)));
  }
}
