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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@RunAsClient
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {
  @Deployment(testable = false)
  static WebArchive war() {
    return Deployments.keyturn(Map.of("keyturn.registration", "open"));
  }

  @Test
  void tunnelProvesTheIdentityThatWasConfigured() throws IOException {
    assertEquals(
        Deployments.fingerprint(),
        ServerProbe.probe(Deployments.chatAddress(), Duration.ofSeconds(20)));
  }
}
