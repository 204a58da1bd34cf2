package keyturn.desktop;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import keyturn.client.ClientSettings;
import keyturn.client.HomeFolder;
import keyturn.client.KeyturnClient;
import keyturn.desktop.common.Clients;
import keyturn.desktop.common.LibraryClient;
import keyturn.desktop.emoji.EmojiSet;
import keyturn.desktop.local.DesktopBrowser;
import keyturn.desktop.local.DesktopNotifier;
import keyturn.desktop.local.DesktopTheme;
import keyturn.desktop.local.LocalComputer;
import keyturn.desktop.local.PreferencesFile;
import keyturn.desktop.local.SecretTool;
import keyturn.desktop.preferences.Preferences;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.protocol.tunnel.ClientPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The desktop client's composition root. */
public final class DesktopApp {
  private static final int OK = 0;
  private static final int NO_WINDOW = 1;
  private static final int WRONG_USAGE = 2;

  /** How long closing may take: the vault has a second of its own. */
  private static final int CLOSE_SECONDS = 5;

  private DesktopApp() {}

  public static void main(String[] args) throws InterruptedException {
    // Java refuses to tell a proxy a password inside a tunnel; TLS and ours are inside, too.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
    DesktopOptions options = new DesktopOptions();
    // The parser takes a moment; who clicks on an icon has no need of it.
    if (args.length > 0) {
      CommandLine parser = new CommandLine(options);
      try {
        parser.parseArgs(args);
      } catch (CommandLine.ParameterException e) {
        err.println("keyturn: " + e.getMessage());
        return WRONG_USAGE;
      }
      if (options.help) {
        parser.usage(out);
        return OK;
      }
    }
    ExecutorService background = Executors.newSingleThreadExecutor();
    CountDownLatch closed = new CountDownLatch(1);
    Path home = home(options);
    PreferencesFile file = new PreferencesFile(home.resolve("desktop.properties"));
    Preferences remembered = file.load();
    AtomicReference<Preferences> chosen = new AtomicReference<>(remembered);
    PreferencesModel preferences =
        new PreferencesModel(
            remembered,
            changed -> {
              chosen.set(changed);
              background.execute(() -> file.save(changed));
            });
    LocalComputer computer = new LocalComputer(home, background, chosen::get);
    Clients clients = clients(options, home, background, computer.proxy());
    Surroundings surroundings =
        new Surroundings(
            preferences,
            computer,
            new DesktopNotifier(background, System.getProperty("os.name", "")),
            new SecretTool(System.getProperty("os.name", ""), SecureRandom::new));
    Optional<String> failure =
        Toolkit.start(() -> open(options, clients, surroundings, background, closed::countDown));
    if (failure.isPresent()) {
      err.println(failure.get());
      background.shutdownNow();
      return NO_WINDOW;
    }
    closed.await();
    background.shutdown();
    boolean unused = background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    return OK;
  }

  private static void open(
      DesktopOptions options,
      Clients clients,
      Surroundings surroundings,
      ExecutorService background,
      Runnable onClosed) {
    DesktopViewModel model =
        new DesktopViewModel(
            clients,
            new NextPulse(),
            background,
            Clock.system(ZoneId.systemDefault()),
            System::nanoTime,
            surroundings);
    DesktopWindow window =
        new DesktopWindow(
            model,
            surroundings.preferences(),
            DesktopTheme.fromEnvironment(System.getenv()),
            new DesktopBrowser(background, System.getProperty("os.name", "")));
    window.open(
        new Stage(),
        () -> {
          model.close();
          onClosed.run();
        });
    model.start(Optional.ofNullable(options.server), Optional.ofNullable(options.user));
    background.execute(
        () ->
            DesktopTheme.ask(System.getProperty("os.name", ""))
                .ifPresent(theme -> Platform.runLater(() -> window.system(theme))));
  }

  private static Path home(DesktopOptions options) {
    return options.home != null
        ? options.home
        : HomeFolder.standard(
            System.getenv(),
            System.getProperty("os.name", ""),
            System.getProperty("user.home", "."));
  }

  private static Clients clients(
      DesktopOptions options, Path home, Executor background, ProxySelector proxy) {
    SecureRandom random = new SecureRandom();
    // The system may ask the network for it.
    CompletableFuture<String> deviceName =
        CompletableFuture.supplyAsync(DesktopApp::deviceName, background);
    AtomicReference<@Nullable KeyturnClient> latest = new AtomicReference<>();
    // A session that ends, or kill, closes no window first.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(latest.get()), "keyturn-close"));
    return (server, listener) -> {
      // Not before the first window: what it takes is wanted with the first message.
      background.execute(EmojiSet::standard);
      KeyturnClient client =
          KeyturnClient.open(
              new ClientSettings(
                  server.uri(),
                  Runnable::run,
                  deviceName.join(),
                  Clock.system(ZoneId.systemDefault()),
                  random,
                  Optional.of(home),
                  ClientPolicy.standard(),
                  Optional.empty(),
                  // A fingerprint vouches for the server it was given with, for no other.
                  Optional.ofNullable(options.trust)
                      .filter(key -> options.server == null || server.equals(options.server)),
                  Optional.of(proxy),
                  Optional.empty()),
              listener);
      latest.set(client);
      return new LibraryClient(client);
    };
  }

  private static void close(@Nullable KeyturnClient client) {
    if (client != null) {
      client.close();
    }
  }

  private static String deviceName() {
    try {
      return "desktop on " + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "desktop";
    }
  }
}
