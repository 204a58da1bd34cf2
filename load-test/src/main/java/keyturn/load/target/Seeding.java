package keyturn.load.target;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Token;
import keyturn.server.account.Bcrypt;
import keyturn.server.account.Passphrase;
import keyturn.server.account.Username;
import keyturn.server.device.TokenHash;

/** Writes accounts and their resume tokens into a database that belongs to the bench. */
final class Seeding {
  private static final int BATCH = 500;
  private static final String PASSWORD = "seven figures in a row";

  private final Connection connection;
  private final long seed;

  Seeding(Connection connection, long seed) {
    this.connection = connection;
    this.seed = seed;
  }

  /** Makes {@code count} people with one device each; those of an earlier run go. */
  List<Person> people(int count, SecureRandom random) throws SQLException {
    String hash = new Bcrypt(random).hash(passphrase()).value();
    connection.setAutoCommit(false);
    for (String table :
        List.of("message", "device_cursor", "conversation", "invitation", "device", "account")) {
      try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table)) {
        delete.executeUpdate();
      }
    }
    accounts(count, hash);
    devices();
    connection.commit();
    return read();
  }

  private static Passphrase passphrase() {
    if (Passphrase.check(new Password(PASSWORD)) instanceof Passphrase.Check.Usable usable) {
      return usable.passphrase();
    }
    throw new IllegalStateException("the password of the bench is not allowed");
  }

  private void accounts(int count, String hash) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO account (name, name_key, name_skeleton, password_hash, created_at,"
                + " password_changed_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6),"
                + " UTC_TIMESTAMP(6))")) {
      for (int i = 0; i < count; i++) {
        Username name = Username.find("person%05d".formatted(i)).orElseThrow();
        insert.setString(1, name.text());
        insert.setString(2, name.key());
        insert.setString(3, name.skeleton());
        insert.setString(4, hash);
        insert.addBatch();
        if (i % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private void devices() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT id, name FROM account ORDER BY id");
        ResultSet row = select.executeQuery();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO device (account_id, name, created_at, last_seen_at, next_token,"
                    + " spent_tokens) VALUES (?, 'bench', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), ?,"
                    + " '')")) {
      while (row.next()) {
        insert.setLong(1, row.getLong(1));
        insert.setBytes(2, TokenHash.of(token(row.getString(2))).value().toArray());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private List<Person> read() throws SQLException {
    List<Person> people = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT a.id, a.name, d.id FROM account a JOIN device d ON d.account_id = a.id"
                    + " ORDER BY a.id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String name = row.getString(2);
        people.add(
            new Person(
                name,
                PASSWORD,
                Optional.of(
                    new Person.Device(
                        new UserId(row.getLong(1)), new DeviceId(row.getLong(3)), token(name)))));
      }
    }
    return people;
  }

  /** From the run's seed, so that it need not be kept. */
  private Token token(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new Token(
          Bytes.of(digest.digest((seed + " " + name).getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
