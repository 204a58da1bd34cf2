package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.device.DeviceName;
import keyturn.server.device.OwnDevice;
import keyturn.server.device.OwnDeviceStore;

/** One's own devices in MySQL; the owner is part of every condition. */
public final class SqlOwnDeviceStore implements OwnDeviceStore {
  private static final String ITS_OWN = " WHERE id = ? AND account_id = ? AND revoked_at IS NULL";

  private final Transactions transactions;

  public SqlOwnDeviceStore(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public List<OwnDevice> devices(UserId owner, int most) {
    String sql =
        "SELECT id, name, %s DIV 1000, %s DIV 1000 FROM device"
                .formatted(Sql.unixMicros("created_at"), Sql.unixMicros("last_seen_at"))
            + " WHERE account_id = ? AND revoked_at IS NULL"
            + " ORDER BY last_seen_at DESC, id LIMIT ?";
    return transactions.read(
        connection -> {
          List<OwnDevice> devices = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.parameters(statement).add(owner.value()).add(most);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                devices.add(
                    new OwnDevice(
                        new DeviceId(row.getLong(1)),
                        // Cleaned again: an earlier version may have kept it otherwise.
                        DeviceName.of(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4)));
              }
            }
          }
          return devices;
        });
  }

  @Override
  public boolean rename(UserId owner, DeviceId device, DeviceName name) {
    return transactions.run(
        connection -> {
          if (!lock(connection, owner, device)) {
            return false;
          }
          // Not by the count of changed rows: it is 0 where the name is the same.
          try (PreparedStatement statement =
              connection.prepareStatement("UPDATE device SET name = ?" + ITS_OWN)) {
            Sql.parameters(statement).add(name.text()).add(device.value()).add(owner.value());
            statement.executeUpdate();
          }
          return true;
        });
  }

  @Override
  public boolean revoke(UserId owner, DeviceId device) {
    return transactions.run(
        connection -> {
          if (!lock(connection, owner, device)) {
            return false;
          }
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE device SET token = NULL, next_token = NULL, spent_tokens = '',"
                      + " revoked_at = UTC_TIMESTAMP(6)"
                      + ITS_OWN)) {
            Sql.parameters(statement).add(device.value()).add(owner.value());
            statement.executeUpdate();
          }
          Set<ConversationId> conversations = ActiveConversations.of(connection, owner);
          // Whoever sends or turns a key holds the same locks, and looks at the device in them.
          ConversationLocks.take(connection, conversations);
          EpochRows.endNow(connection, conversations);
          return true;
        });
  }

  /** The account's row first, as everywhere. */
  private static boolean lock(Connection connection, UserId owner, DeviceId device)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM account WHERE id = ? FOR UPDATE")) {
      Sql.parameters(statement).add(owner.value());
      statement.executeQuery();
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM device" + ITS_OWN + " FOR UPDATE")) {
      Sql.parameters(statement).add(device.value()).add(owner.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
