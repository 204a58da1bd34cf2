package keyturn.quickstart;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * How one Payara Micro runs.
 *
 * @param folder everything that it unpacks and writes lies here
 * @param payaraJar the program, payara-micro-VERSION.jar
 * @param war deployed at the context root {@code /keyturn}
 * @param port of TLS on the loopback address
 * @param tls the key of the listener
 * @param settings MicroProfile settings of the WAR, {@code keyturn.database.url} and so on
 * @param maxHeapMegabytes limit of the Java heap
 */
public record PayaraConfig(
    Path folder,
    Path payaraJar,
    Path war,
    int port,
    TlsKeyStore tls,
    Map<String, String> settings,
    int maxHeapMegabytes) {

  public PayaraConfig {
    folder = folder.toAbsolutePath();
    payaraJar = payaraJar.toAbsolutePath();
    war = war.toAbsolutePath();
    settings = Map.copyOf(settings);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port 1 to 65535 expected, actual " + port);
    }
  }

  /** The address that clients connect to. */
  public URI chatAddress() {
    return URI.create("wss://localhost:" + port + "/keyturn/chat");
  }

  /** The address of the page that tells so, and of the health checks below it. */
  public URI webAddress() {
    return URI.create("https://localhost:" + port + "/");
  }

  @Override
  public String toString() {
    return "PayaraConfig[folder=%s, port=%d]".formatted(folder, port);
  }
}
