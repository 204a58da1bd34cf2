package keyturn.server;

/**
 * Numbers of accounts, devices and conversations (docs/spec/overview.md#numbers). Clients remember
 * them, so a database that comes back from a backup must not give out again what it gave out after
 * it: the time leads, and luck tells apart what is made within a millisecond.
 */
public final class DrawnId {
  /**
   * An SQL expression for the next number: milliseconds since 2020 (41 bits) || random (22 bits).
   */
  public static final String SQL =
      "((FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000) - 1577836800000) << 22) + FLOOR(RAND() * 4194304)";

  private DrawnId() {}
}
