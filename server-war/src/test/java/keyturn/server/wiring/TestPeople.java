package keyturn.server.wiring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.StoreException;
import org.jspecify.annotations.Nullable;

/** Accounts and devices written straight into the database. */
final class TestPeople {
  private final DataSource database;

  TestPeople(DataSource database) {
    this.database = database;
  }

  record Device(UserId user, DeviceId id) {}

  Device device(String name) {
    UserId user = named(name);
    if (user == null) {
      user =
          new UserId(
              insert(
                  "INSERT INTO account (name, name_key, name_skeleton, password_hash, created_at,"
                      + " password_changed_at) VALUES (?, ?, ?, 'x', UTC_TIMESTAMP(6),"
                      + " UTC_TIMESTAMP(6))",
                  name,
                  name,
                  name));
    }
    long device =
        insert(
            "INSERT INTO device (account_id, name, created_at, last_seen_at, spent_tokens) VALUES"
                + " (?, 'd', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '')",
            user.value());
    return new Device(user, new DeviceId(device));
  }

  @Nullable UserId named(String name) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT id FROM account WHERE name_key = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new UserId(row.getLong(1)) : null;
      }
    } catch (SQLException e) {
      throw new StoreException("test", e);
    }
  }

  /** Makes every epoch and message older. */
  void age(long millis) {
    for (String column : new String[] {"born_at", "expires_at", "accepted_until"}) {
      sql(
          "UPDATE epoch SET %s = %s - INTERVAL ? MICROSECOND".formatted(column, column),
          millis * 1000);
    }
    sql("UPDATE message SET accepted_at = accepted_at - INTERVAL ? MICROSECOND", millis * 1000);
  }

  void sql(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until {@link #number} is what is expected, ten seconds at most, and gives it. */
  long awaitNumber(long expected, String sql, Object... parameters) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    long found = number(sql, parameters);
    while (found != expected && System.nanoTime() < deadline) {
      Thread.sleep(20);
      found = number(sql, parameters);
    }
    return found;
  }

  long number(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private long insert(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
      try (ResultSet key = statement.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
