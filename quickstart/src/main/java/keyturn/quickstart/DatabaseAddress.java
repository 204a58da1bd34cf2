package keyturn.quickstart;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A MySQL database as the user names it.
 *
 * @param url JDBC address without user and password
 * @param user name of the database user
 * @param password of that user
 */
record DatabaseAddress(String url, String user, String password) {
  static final String USER_VARIABLE = "KEYTURN_DATABASE_USER";
  static final String PASSWORD_VARIABLE = "KEYTURN_DATABASE_PASSWORD";

  private static final String FORM =
      "expected jdbc:mysql://HOST:3306/DATABASE, with user and password in "
          + USER_VARIABLE
          + " and "
          + PASSWORD_VARIABLE
          + " or as ?user=…&password=….";

  /**
   * Reads {@code jdbc:mysql://…} or {@code mysql://…}; the query's user and password win over the
   * environment's and are taken out of the address. No message repeats the text: it may hold the
   * password.
   */
  static DatabaseAddress parse(String text, Map<String, String> environment) throws StartException {
    String address = text.startsWith("mysql://") ? "jdbc:" + text : text;
    if (!address.startsWith("jdbc:mysql://") || hasUserBeforeHost(address)) {
      throw new StartException("The database address is not understood: " + FORM);
    }
    String user = environment.getOrDefault(USER_VARIABLE, "");
    String password = environment.getOrDefault(PASSWORD_VARIABLE, "");
    int query = address.indexOf('?');
    String url = query < 0 ? address : address.substring(0, query);
    List<String> rest = new ArrayList<>();
    for (String pair : query < 0 ? new String[0] : address.substring(query + 1).split("&", -1)) {
      if (pair.startsWith("user=")) {
        user = decode(pair);
      } else if (pair.startsWith("password=")) {
        password = decode(pair);
      } else if (!pair.isEmpty()) {
        rest.add(pair);
      }
    }
    if (user.isEmpty()) {
      throw new StartException("The database address names no user: " + FORM);
    }
    return new DatabaseAddress(
        rest.isEmpty() ? url : url + "?" + String.join("&", rest), user, password);
  }

  private static boolean hasUserBeforeHost(String address) {
    int query = address.indexOf('?');
    int at = address.indexOf('@');
    return at >= 0 && (query < 0 || at < query);
  }

  private static String decode(String pair) throws StartException {
    try {
      return URLDecoder.decode(
          pair.substring(pair.indexOf('=') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new StartException("The database address has a broken %-escape: " + FORM);
    }
  }

  /**
   * Connects.
   *
   * @throws StartException says where, and whether nobody answered or the user was refused
   */
  Connection connect() throws StartException {
    try {
      return DriverManager.getConnection(url, user, password);
    } catch (SQLException e) {
      // Not the driver's own text: it may quote what the user typed.
      String state = e.getSQLState() == null ? "unknown" : e.getSQLState();
      String reason =
          switch (state) {
            case "08S01", "08001", "08000" -> "nobody answers there";
            case "28000" -> "it refuses the user or the password";
            case "42000", "3D000" -> "the user may not use the database, or it does not exist";
            default -> "SQL state " + state;
          };
      throw new StartException("Cannot use the database at %s: %s.".formatted(place(), reason));
    }
  }

  /** For stores that take a connection for each transaction. */
  DataSource dataSource() {
    MysqlDataSource source = new MysqlDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** Connects once and closes the connection again. */
  void check() throws StartException {
    try {
      connect().close();
    } catch (SQLException e) {
      throw new StartException("The database closed the connection: try again.", e);
    }
  }

  private String place() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + place() + "]";
  }
}
