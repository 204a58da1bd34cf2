package keyturn.server.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import keyturn.crypto.Bytes;

/** Pieces of SQL text that several stores need; values are always parameters. */
final class Sql {
  private Sql() {}

  /**
   * The values, the last of them repeated until their number is a power of two: statements that
   * differ by a size only then have few texts, and driver and server know most of them. For
   * conditions and {@link #table tables}, to which a repetition makes no difference.
   */
  static <T> List<T> padded(Collection<T> values) {
    List<T> padded = new ArrayList<>(values);
    if (!padded.isEmpty()) {
      T last = padded.get(padded.size() - 1);
      int size = Math.max(1, Integer.highestOneBit(padded.size() - 1) * 2);
      padded.addAll(Collections.nCopies(size - padded.size(), last));
    }
    return padded;
  }

  /** {@code (SELECT ? AS a, ? AS b UNION ALL SELECT ?, ? …)}: a row for each value. */
  static String table(List<String> columns, Collection<?> values) {
    String first = "SELECT ? AS " + String.join(", ? AS ", columns);
    String next =
        " UNION ALL SELECT " + String.join(", ", Collections.nCopies(columns.size(), "?"));
    return "(" + first + next.repeat(values.size() - 1) + ")";
  }

  /** {@code (?, ?, …)}. */
  static String in(Collection<?> values) {
    return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
  }

  /**
   * {@code (term OR term …)} for each value: MariaDB finds rows by it through an index, as it does
   * not by {@code (a, b) IN (…)}.
   */
  static String anyOf(String term, Collection<?> values) {
    return "(" + String.join(" OR ", Collections.nCopies(values.size(), term)) + ")";
  }

  /** {@code row, row …} for each value. */
  static String rows(String row, Collection<?> values) {
    return String.join(", ", Collections.nCopies(values.size(), row));
  }

  /** Sets the parameters of one row. */
  @FunctionalInterface
  interface Row<T> {
    void set(Parameters parameters, T value) throws SQLException;
  }

  /**
   * Updates rows of {@code target} by one statement, through a {@link #table table} of parameters
   * that is called {@code v}. It is read first and rows are found by the primary key: a scan would
   * wait for the locks of others.
   *
   * @param target table and its short name
   * @param change from {@code ON} to the end
   * @param values at least one, none twice; {@code row} sets {@code columns} of each
   */
  static <T> void update(
      Connection connection,
      String target,
      List<String> columns,
      String change,
      Collection<T> values,
      Row<T> row)
      throws SQLException {
    List<T> rows = padded(values);
    String sql =
        "UPDATE "
            + table(columns, rows)
            + " v STRAIGHT_JOIN "
            + target
            + " FORCE INDEX (PRIMARY) "
            + change;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Parameters parameters = parameters(statement);
      for (T value : rows) {
        row.set(parameters, value);
      }
      statement.executeUpdate();
    }
  }

  /** Unix time in microseconds of a UTC column, whatever the time zone of the connection. */
  static String unixMicros(String column) {
    return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', " + column + ")";
  }

  /** How many microseconds are left until {@code column}; negative afterwards. */
  static String microsUntil(String column) {
    return "TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), " + column + ")";
  }

  static Bytes bytes(ResultSet row, String column) throws SQLException {
    return Bytes.of(row.getBytes(column));
  }

  /** Sets parameters from 1 on, one after the other. */
  static Parameters parameters(PreparedStatement statement) {
    return new Parameters(statement);
  }

  static final class Parameters {
    private final PreparedStatement statement;
    private int last;

    private Parameters(PreparedStatement statement) {
      this.statement = statement;
    }

    Parameters add(long value) throws SQLException {
      statement.setLong(++last, value);
      return this;
    }

    Parameters add(String value) throws SQLException {
      statement.setString(++last, value);
      return this;
    }

    Parameters add(Bytes value) throws SQLException {
      statement.setBytes(++last, value.toArray());
      return this;
    }
  }
}
