package keyturn.load.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import keyturn.client.ClientSettings;
import keyturn.crypto.Bytes;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SigningKey;
import keyturn.load.raw.RawServer;
import keyturn.load.timing.SignInTiming;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Password;
import keyturn.quickstart.DatabasePrograms;
import keyturn.quickstart.EmbeddedDatabase;
import keyturn.quickstart.FreePort;
import keyturn.quickstart.PayaraConfig;
import keyturn.quickstart.PayaraProcess;
import keyturn.quickstart.StartException;
import keyturn.quickstart.TlsKeyStore;
import keyturn.server.account.Bcrypt;
import keyturn.server.account.JdbcAccounts;
import keyturn.server.account.Passphrase;
import keyturn.server.account.Username;

/**
 * A server of its own with its database, and a bad link on either side of it: clients — {@link
 * #clientLink} — server — {@link #databaseLink} — database. One thread.
 */
public final class Laboratory implements AutoCloseable {
  static final String PASSWORD = "seven faults in a row";

  /**
   * How it is built.
   *
   * @param folder everything lies here, in a folder that is emptied first
   * @param programs where the database is unpacked; kept for the next run
   * @param seed of everything that is drawn
   */
  public record Plan(Path folder, Path programs, Path payaraJar, Path war, long seed) {
    /** With the programs below the folder. */
    public Plan(Path folder, Path payaraJar, Path war, long seed) {
      this(folder, folder.resolve("database-programs"), payaraJar, war, seed);
    }
  }

  /** So that it can be full without the disk being so. */
  private static final List<String> ONE_TABLESPACE =
      List.of(
          "--innodb-file-per-table=OFF", "--innodb-data-file-path=ibdata1:12M:autoextend:max:64M");

  private static final int TABLE_IS_FULL = 1114;

  private static final int HEAP_MEGABYTES = 400;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "keyturn.schema.apply", "true",
          "keyturn.limits.attempts-per-account", "1000",
          "keyturn.limits.attempts-per-address", "100000");

  private final Plan plan;
  private final SecureRandom random;
  private final EmbeddedDatabase database;
  private final CommitGate gate = new CommitGate();
  private final FaultProxy databaseLink;
  private final PayaraProcess payara;
  private final FaultProxy clientLink;
  private final Fingerprint fingerprint;

  private Laboratory(
      Plan plan, SecureRandom random, EmbeddedDatabase database, Fingerprint fingerprint)
      throws IOException, StartException {
    this.plan = plan;
    this.random = random;
    this.database = database;
    this.fingerprint = fingerprint;
    this.databaseLink = FaultProxy.to(database.port(), plan.seed(), gate::tap);
    this.payara = new PayaraProcess(config());
    this.clientLink = FaultProxy.to(payara.config().chatAddress().getPort(), plan.seed() + 1);
  }

  /** Starts everything and returns when people can sign in. */
  public static Laboratory start(Plan plan, SecureRandom random)
      throws IOException, StartException {
    emptied(plan.folder().resolve("run"));
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            DatabasePrograms.unpackInto(plan.programs()),
            plan.folder().resolve("run").resolve("database"),
            FreePort.choose(),
            random,
            ONE_TABLESPACE);
    database.start();
    Laboratory laboratory =
        new Laboratory(plan, random, database, identity(plan.folder().resolve("run"), random));
    Runtime.getRuntime().addShutdownHook(new Thread(laboratory::stopQuietly, "laboratory-ends"));
    laboratory.payara.start();
    return laboratory;
  }

  private PayaraConfig config() throws IOException, StartException {
    Path run = plan.folder().resolve("run");
    Map<String, String> settings = new TreeMap<>(SETTINGS);
    settings.put(
        "keyturn.database.url",
        database.jdbcUrl().replace(":" + database.port() + "/", ":" + databaseLink.port() + "/"));
    settings.put("keyturn.database.user", database.user());
    settings.put("keyturn.database.password", database.password());
    settings.put("keyturn.identity.file", run.resolve("identity.pem").toString());
    settings.put("keyturn.keyring.file", run.resolve("keyring").toString());
    return new PayaraConfig(
        run.resolve("payara"),
        plan.payaraJar(),
        plan.war(),
        FreePort.choose(),
        TlsKeyStore.in(run, random),
        settings,
        HEAP_MEGABYTES);
  }

  private static Fingerprint identity(Path folder, SecureRandom random) throws IOException {
    Path file = folder.resolve("identity.pem");
    try (SigningKey key = SigningKey.generateEd25519(random)) {
      Files.writeString(file, key.toPkcs8Pem());
    }
    try (SigningKey key = SigningKey.ofPkcs8Pem(Files.readString(file))) {
      return key.fingerprint();
    } catch (InvalidKeyException e) {
      throw new IOException("an identity was just written", e);
    }
  }

  /** Makes an account. */
  void account(String name) throws SQLException {
    if (!(Passphrase.check(new Password(PASSWORD)) instanceof Passphrase.Check.Usable usable)) {
      throw new IllegalStateException("the password of the laboratory is not allowed");
    }
    try (Connection connection = database.connect()) {
      new JdbcAccounts(connection)
          .add(Username.find(name).orElseThrow(), new Bcrypt(random).hash(usable.passphrase()));
    }
  }

  /** Makes two accounts, of which the second is disabled. */
  public SignInTiming.Names namesToTime(String known, String disabled) throws SQLException {
    account(known);
    account(disabled);
    try (Connection connection = database.connect();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE account SET disabled_at = UTC_TIMESTAMP(6) WHERE name = ?")) {
      update.setString(1, disabled);
      int unused = update.executeUpdate();
    }
    return new SignInTiming.Names(known, disabled, PASSWORD);
  }

  /** Notes what the server still has for the devices of an account. */
  void noteQueued(String name, History history) throws SQLException {
    String sql =
        "SELECT m.conversation_id, m.message_id FROM device_cursor c"
            + " JOIN account a ON a.id = c.account_id"
            + " JOIN message m ON m.conversation_id = c.conversation_id"
            + " WHERE a.name = ? AND m.sequence > c.delivered"
            + " AND m.sender_device_id <> c.device_id AND m.sealed IS NOT NULL";
    try (Connection connection = database.connect();
        PreparedStatement ask = connection.prepareStatement(sql)) {
      ask.setString(1, name);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          history.add(
              new Event.Queued(
                  name,
                  new ConversationId(row.getLong(1)).toString(),
                  new MessageId(Bytes.of(row.getBytes(2))).toString()));
        }
      }
    }
  }

  /** How a client reaches the server. */
  enum Way {
    BAD_LINK,
    /** As somebody whom the fault does not concern. */
    DIRECT
  }

  /** For a device whose vault lies in {@code home}. */
  ClientSettings settings(String device, Path home, Clock clock, Way way) {
    URI direct = payara.config().chatAddress();
    URI chat =
        switch (way) {
          case BAD_LINK -> URI.create("wss://localhost:" + clientLink.port() + direct.getPath());
          case DIRECT -> direct;
        };
    return ClientSettings.of(chat, Runnable::run, device, clock, random)
        .withTrust(fingerprint)
        .withHome(home);
  }

  /** For what the client library would never do. */
  public RawServer raw() throws IOException {
    return new RawServer(
        payara.config().chatAddress(),
        fingerprint,
        payara.config().tls().trustingContext().getSocketFactory());
  }

  ServerUse use() {
    return new ServerUse(payara.pid());
  }

  FaultProxy clientLink() {
    return clientLink;
  }

  FaultProxy databaseLink() {
    return databaseLink;
  }

  CommitGate gate() {
    return gate;
  }

  SecureRandom random() {
    return random;
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }

  Path homes() {
    return plan.folder().resolve("run").resolve("homes");
  }

  /** As {@code kill -9} does, and starts it again. */
  void killServer() throws IOException, StartException {
    payara.kill();
    databaseLink.cut();
    gate.disarm();
    payara.start();
  }

  void killDatabase() throws IOException, StartException {
    database.kill();
    database.start();
  }

  /** The database does nothing and says nothing for a while. */
  void freezeDatabase(long millis) throws IOException, InterruptedException {
    signal("-STOP", database.pid());
    try {
      Thread.sleep(millis);
    } finally {
      signal("-CONT", database.pid());
    }
  }

  /** No row finds room for a while; then there is room again. */
  void fillDatabase(long millis) throws SQLException, InterruptedException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE filler (filling LONGBLOB)");
      try {
        for (int bytes = 1 << 20; bytes > 1_000; bytes /= 2) {
          fill(statement, bytes);
        }
        Thread.sleep(millis);
      } finally {
        statement.execute("DROP TABLE filler");
      }
    }
  }

  private static void fill(Statement statement, int bytes) throws SQLException {
    try {
      while (true) {
        statement.execute("INSERT INTO filler VALUES (REPEAT('x', " + bytes + "))");
      }
    } catch (SQLException e) {
      if (e.getErrorCode() != TABLE_IS_FULL) {
        throw e;
      }
    }
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", signal, Long.toString(pid)).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("kill " + signal + " failed with " + exit);
    }
  }

  /** Copies the database as it is now; it is away for a moment. */
  void backUp() throws IOException, StartException {
    database.stop();
    copy(database.dataFolder(), emptied(plan.folder().resolve("run").resolve("backup")));
    database.start();
  }

  /** Puts the copy in its place, with the server stopped. */
  void restore() throws IOException, StartException {
    payara.kill();
    database.stop();
    copy(plan.folder().resolve("run").resolve("backup"), emptied(database.dataFolder()));
    database.start();
    payara.start();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(path -> !path.equals(from)).toList()) {
        if (Files.isDirectory(path) || Files.isRegularFile(path)) {
          Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> old;
      try (Stream<Path> all = Files.walk(folder)) {
        old = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : old) {
        Files.delete(path);
      }
    }
    return Files.createDirectories(folder);
  }

  /** A run that is interrupted leaves no process behind. */
  private void stopQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("the laboratory was not cleared away: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    clientLink.close();
    payara.stop();
    databaseLink.close();
    database.stop();
  }
}
