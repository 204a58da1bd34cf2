package keyturn.load.target;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SigningKey;
import keyturn.load.measure.ProcessUse;
import keyturn.quickstart.DatabasePrograms;
import keyturn.quickstart.EmbeddedDatabase;
import keyturn.quickstart.FreePort;
import keyturn.quickstart.Installation;
import keyturn.quickstart.PayaraConfig;
import keyturn.quickstart.PayaraProcess;
import keyturn.quickstart.StartException;
import keyturn.quickstart.TlsKeyStore;

/** A server with its database and the bare relay, in a folder of the bench. */
public final class OwnServer implements People, AutoCloseable {
  /**
   * How it is started.
   *
   * @param folder everything lies here; the unpacked database is kept for the next run
   * @param javaOptions more options of the server's JVM
   * @param seed the people's tokens come from it
   */
  public record Plan(
      Path folder,
      Installation installation,
      int heapMegabytes,
      List<String> javaOptions,
      long seed) {
    public Plan {
      javaOptions = List.copyOf(javaOptions);
    }
  }

  /** What a person may do at most, lifted: the report says so. */
  private static final Map<String, String> LIFTED_LIMITS =
      Map.of(
          "keyturn.connections.max", "20000",
          "keyturn.connections.max-per-address", "20000",
          "keyturn.limits.attempts-per-account", "1000",
          "keyturn.limits.attempts-per-address", "100000");

  private final Plan plan;
  private final SecureRandom random;
  private final EmbeddedDatabase database;
  private final PayaraProcess payara;
  private final Target target;

  private OwnServer(
      Plan plan,
      SecureRandom random,
      EmbeddedDatabase database,
      PayaraProcess payara,
      Target target) {
    this.plan = plan;
    this.random = random;
    this.database = database;
    this.payara = payara;
    this.target = target;
  }

  /** Starts everything and returns when people can sign in. */
  public static OwnServer start(Plan plan, SecureRandom random) throws IOException, StartException {
    Path keys = Files.createDirectories(plan.folder().resolve("keys"));
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            DatabasePrograms.unpackInto(plan.folder().resolve("database-programs")),
            plan.folder().resolve("database"),
            FreePort.choose(),
            random);
    database.start();
    PayaraProcess payara = null;
    try {
      Fingerprint fingerprint = identity(keys, random);
      payara = payara(plan, database, keys, random);
      payara.start();
      Target target =
          new Target(
              payara.config().chatAddress(),
              fingerprint,
              Optional.of(beside(payara, "relay")),
              Optional.of(beside(payara, "lean-relay")),
              Optional.of(new ProcessUse(payara.pid())),
              Optional.of(new ProcessUse(database.pid())));
      return new OwnServer(plan, random, database, payara, target);
    } catch (IOException | StartException e) {
      if (payara != null) {
        payara.stop();
      }
      database.stop();
      throw e;
    }
  }

  private static PayaraProcess payara(
      Plan plan, EmbeddedDatabase database, Path keys, SecureRandom random)
      throws IOException, StartException {
    Map<String, String> settings = new TreeMap<>(LIFTED_LIMITS);
    settings.put("keyturn.database.url", database.jdbcUrl());
    settings.put("keyturn.database.user", database.user());
    settings.put("keyturn.database.password", database.password());
    settings.put("keyturn.schema.apply", "true");
    settings.put("keyturn.identity.file", keys.resolve("identity.pem").toString());
    settings.put("keyturn.keyring.file", keys.resolve("keyring").toString());
    settings.put("keyturn.compatibility-suites", "true");
    return new PayaraProcess(
        new PayaraConfig(
            plan.folder().resolve("payara"),
            plan.installation().payaraJar(),
            plan.installation().war(),
            FreePort.choose(),
            TlsKeyStore.in(keys, random),
            settings,
            plan.heapMegabytes(),
            new ArrayList<>(plan.javaOptions()),
            List.of(
                RelayWar.bare(plan.folder().resolve("relay")),
                RelayWar.lean(plan.folder().resolve("relay")))));
  }

  private static URI beside(PayaraProcess payara, String war) {
    return URI.create(payara.config().chatAddress().toString().replace("keyturn/chat", war));
  }

  private static Fingerprint identity(Path keys, SecureRandom random) throws IOException {
    Path file = keys.resolve("identity.pem");
    if (!Files.exists(file)) {
      try (SigningKey key = SigningKey.generateEd25519(random)) {
        Files.writeString(file, key.toPkcs8Pem());
      }
    }
    try (SigningKey key = SigningKey.ofPkcs8Pem(Files.readString(file))) {
      return key.fingerprint();
    } catch (InvalidKeyException e) {
      throw new IOException("the identity key in " + keys + " is damaged", e);
    }
  }

  public Target target() {
    return target;
  }

  /** Makes {@code count} people, and takes away those of before, who must have gone. */
  @Override
  public List<Person> people(int count) {
    try (Connection connection = database.connect()) {
      return new Seeding(connection, plan.seed()).people(count, random);
    } catch (SQLException e) {
      throw new IllegalStateException("the people could not be made", e);
    }
  }

  /** For statements that only an owner of the database may make. */
  public EmbeddedDatabase database() {
    return database;
  }

  /** Settings that differ from the product's own, for the report. */
  public static Map<String, String> liftedLimits() {
    return new TreeMap<>(LIFTED_LIMITS);
  }

  @Override
  public void close() throws IOException {
    payara.stop();
    database.stop();
  }
}
