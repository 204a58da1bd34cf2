package keyturn.server.wiring;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.tunnel.ServerPolicy;
import keyturn.server.StartRefusal;
import keyturn.server.account.AccountSettings;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.Retention;
import keyturn.server.schema.Schema;
import keyturn.server.websocket.Proxies;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that can be set, read once at start (docs/administration.md). The database's address
 * is only checked here: the connection pool reads it itself ({@link KeyturnDatabase}).
 *
 * @param tunnel without compatibility suites unless they are switched on, as {@code conversations}
 * @param origins that a browser may come from; other clients send none
 * @param proxies whose word on the client's address is taken, and who may come without TLS
 * @param effective {@code name=value} of each setting, secrets redacted
 */
public record ServerConfig(
    Schema.WhenBehind whenSchemaIsBehind,
    Path identityFile,
    Optional<Path> identityCertificate,
    Path keyRingFile,
    ServerPolicy tunnel,
    ConversationPolicy conversations,
    AccountSettings accounts,
    Set<String> origins,
    Set<InetAddress> proxies,
    int maxConnections,
    int maxConnectionsPerAddress,
    List<String> effective) {
  private static final String COMPATIBILITY = "keyturn.compatibility-suites";

  public ServerConfig {
    origins = Set.copyOf(origins);
    proxies = Set.copyOf(proxies);
    effective = List.copyOf(effective);
    for (String origin : origins) {
      if (!origin.matches("https://[A-Za-z0-9.:\\[\\]-]+")) {
        throw Settings.wrong("keyturn.origins", "a list like https://chat.example.org");
      }
    }
    if (maxConnectionsPerAddress > maxConnections) {
      throw Settings.wrong(
          "keyturn.connections.max-per-address", "at most keyturn.connections.max");
    }
  }

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming the first setting that is missing or wrong
   */
  public static ServerConfig of(Config config) {
    return of(new Settings(name -> config.getOptionalValue(name, String.class)));
  }

  static ServerConfig of(Settings settings) {
    settings.jdbcUrl("keyturn.database.url");
    settings.text("keyturn.database.user");
    settings.secret("keyturn.database.password");
    // Read where the start is refused, which may be before all this could be.
    settings.isOn(StartRefusal.EXIT_SETTING);
    boolean apply = settings.isOn("keyturn.schema.apply");
    boolean compatibility = settings.isOn(COMPATIBILITY);
    return new ServerConfig(
        apply ? Schema.WhenBehind.APPLY : Schema.WhenBehind.REFUSE,
        settings.path("keyturn.identity.file"),
        settings.optionalPath("keyturn.identity.certificate"),
        settings.path("keyturn.keyring.file"),
        tunnel(settings, compatibility),
        conversations(settings, compatibility),
        accounts(settings),
        Set.copyOf(settings.words("keyturn.origins")),
        proxies(settings.words("keyturn.trusted-proxies")),
        settings.number("keyturn.connections.max", 4000, 1, 1_000_000),
        settings.number("keyturn.connections.max-per-address", 200, 1, 1_000_000),
        settings.effective());
  }

  private static Set<InetAddress> proxies(List<String> figures) {
    Set<InetAddress> proxies = new HashSet<>();
    for (String address : figures) {
      proxies.add(
          Proxies.parse(address)
              .orElseThrow(
                  () ->
                      Settings.wrong(
                          "keyturn.trusted-proxies", "addresses in figures, like 192.0.2.7")));
    }
    return proxies;
  }

  private static ServerPolicy tunnel(Settings settings, boolean compatibility) {
    String name = "keyturn.tunnel.suites";
    List<CipherSuite> preset = suites(compatibility, CipherSuite.KEYED_HASH_HS256);
    List<CipherSuite> suites = settings.names(name, CipherSuite.class, preset);
    requireAllowed(name, suites, compatibility, CipherSuite.KEYED_HASH_HS256);
    return new ServerPolicy(
        settings.names("keyturn.tunnel.groups", KeyGroup.class, List.of(KeyGroup.values())),
        suites,
        settings.number(
            "keyturn.tunnel.refresh-messages",
            30,
            ServerPolicy.MIN_REFRESH_MESSAGES,
            ServerPolicy.MAX_REFRESH_MESSAGES));
  }

  private static ConversationPolicy conversations(Settings settings, boolean compatibility) {
    String name = "keyturn.conversation.suites";
    List<CipherSuite> preset = suites(compatibility, CipherSuite.CHACHA20_POLY1305);
    List<CipherSuite> suites = settings.names(name, CipherSuite.class, preset);
    requireAllowed(name, suites, compatibility, CipherSuite.CHACHA20_POLY1305);
    List<CipherSuite> defaults =
        settings.names(
            "keyturn.conversation.default-suite", CipherSuite.class, List.of(suites.get(0)));
    if (defaults.size() != 1 || !suites.contains(defaults.get(0))) {
      throw Settings.wrong("keyturn.conversation.default-suite", "one of " + name);
    }
    if (!settings.text("keyturn.requests", "not-required").equals("not-required")) {
      throw Settings.wrong("keyturn.requests", "not-required, all that works so far");
    }
    List<CipherSuite> defaultFirst = new ArrayList<>(suites);
    defaultFirst.removeAll(defaults);
    defaultFirst.addAll(0, defaults);
    return new ConversationPolicy(
        defaultFirst,
        Retention.parse(settings.text("keyturn.retention", "until-delivered")),
        settings.number("keyturn.queue.max-mebibytes", 64, 1, 1024) * 1024L * 1024L);
  }

  private static AccountSettings accounts(Settings settings) {
    return new AccountSettings(
        settings.choice(
            "keyturn.registration", RegistrationPolicy.class, RegistrationPolicy.CLOSED),
        settings.number("keyturn.password.min-length", 15, 8, 64),
        settings.number("keyturn.limits.attempts-per-account", 10, 1, 1_000),
        settings.number("keyturn.limits.attempts-per-address", 100, 1, 100_000),
        settings.number("keyturn.limits.registrations-per-address", 100, 1, 100_000));
  }

  private static List<CipherSuite> suites(boolean compatibility, CipherSuite neverHere) {
    return Arrays.stream(CipherSuite.values())
        .filter(suite -> suite != neverHere)
        .filter(suite -> compatibility || !suite.compatibility())
        .toList();
  }

  private static void requireAllowed(
      String name, List<CipherSuite> suites, boolean compatibility, CipherSuite neverHere) {
    if (suites.contains(neverHere)) {
      throw Settings.wrong(name, "suites without " + neverHere);
    }
    for (CipherSuite suite : suites) {
      if (suite.compatibility() && !compatibility) {
        throw Settings.wrong(name, suite + " only with " + COMPATIBILITY + "=true");
      }
    }
  }

  /** What took effect, for the log. */
  @Override
  public String toString() {
    return String.join(" ", effective);
  }
}
