package keyturn.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import keyturn.client.ServerAddress;
import keyturn.client.ServerProbe;
import keyturn.client.link.HttpProxyChoice;
import keyturn.client.trust.KnownServersFile;
import keyturn.crypto.Fingerprint;
import keyturn.desktop.preferences.Preferences;
import keyturn.desktop.preferences.ProxyAddress;
import keyturn.desktop.settings.Computer;
import keyturn.desktop.settings.TrustedServer;

/** Pins, proxies and versions of this computer. */
public final class LocalComputer implements Computer {
  private static final Duration TEST_TIMEOUT = Duration.ofSeconds(15);

  private final KnownServersFile known;
  private final Executor background;
  private final HttpProxyChoice proxy;
  private volatile Optional<char[]> proxyPassword = Optional.empty();

  /**
   * @param home of the client
   * @param preferences asked from any thread
   */
  public LocalComputer(Path home, Executor background, Supplier<Preferences> preferences) {
    this.known = new KnownServersFile(home.resolve("known-servers"));
    this.background = background;
    this.proxy =
        new HttpProxyChoice(
            () ->
                preferences
                    .get()
                    .proxy()
                    .map(
                        chosen -> InetSocketAddress.createUnresolved(chosen.host(), chosen.port())),
            () ->
                preferences
                    .get()
                    .proxy()
                    .flatMap(ProxyAddress::user)
                    .flatMap(
                        user ->
                            proxyPassword.map(secret -> new PasswordAuthentication(user, secret))));
  }

  /** For every connection of this program. */
  public ProxySelector proxy() {
    return proxy;
  }

  @Override
  public CompletableFuture<List<TrustedServer>> trustedServers() {
    return CompletableFuture.supplyAsync(this::read, background);
  }

  @Override
  public CompletableFuture<List<TrustedServer>> forget(String server) {
    return CompletableFuture.supplyAsync(
        () -> {
          known.forget(server);
          return read();
        },
        background);
  }

  private List<TrustedServer> read() {
    return known.all().entrySet().stream()
        .map(pin -> new TrustedServer(pin.getKey(), pin.getValue()))
        .toList();
  }

  @Override
  public CompletableFuture<Fingerprint> test(ServerAddress server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ServerProbe.probe(server.uri(), TEST_TIMEOUT, Optional.of(proxy));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        background);
  }

  @Override
  public void proxyPassword(Optional<char[]> password) {
    proxyPassword.ifPresent(before -> Arrays.fill(before, '\0'));
    proxyPassword = password;
  }

  @Override
  public List<String> versions() {
    String own = LocalComputer.class.getPackage().getImplementationVersion();
    return List.of(
        "Keyturn " + (own == null ? "(development)" : own),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
        "JavaFX " + System.getProperty("javafx.runtime.version", "?"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
  }
}
