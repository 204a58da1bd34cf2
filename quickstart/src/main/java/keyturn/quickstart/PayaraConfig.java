package keyturn.quickstart;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
 * @param javaOptions more options of the JVM, in front of {@code -jar}
 * @param moreWars deployed beside {@code war}, each at the context root of its file's name
 */
public record PayaraConfig(
    Path folder,
    Path payaraJar,
    Path war,
    int port,
    TlsKeyStore tls,
    Map<String, String> settings,
    int maxHeapMegabytes,
    List<String> javaOptions,
    List<Path> moreWars) {

  public PayaraConfig {
    folder = folder.toAbsolutePath();
    payaraJar = payaraJar.toAbsolutePath();
    war = war.toAbsolutePath();
    settings = Map.copyOf(settings);
    javaOptions = List.copyOf(javaOptions);
    moreWars = List.copyOf(moreWars);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port 1 to 65535 expected, actual " + port);
    }
  }

  /** Only the product, with the JVM's own settings. */
  public PayaraConfig(
      Path folder,
      Path payaraJar,
      Path war,
      int port,
      TlsKeyStore tls,
      Map<String, String> settings,
      int maxHeapMegabytes) {
    this(folder, payaraJar, war, port, tls, settings, maxHeapMegabytes, List.of(), List.of());
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
