package keyturn.load.faults;

/** Where on a message's way the server is ended: six moments around its COMMIT. */
public enum Failpoint {
  /** The server has it and asks the database whether it is known. */
  RECEIVED,
  /** The row is about to be inserted. */
  BEFORE_INSERT,
  /** The row is inserted, and COMMIT is on its way. */
  AFTER_INSERT,
  /** It is committed, and the server does not know it yet. */
  AFTER_COMMIT,
  /** The sender knows that the server has it. */
  ACKNOWLEDGED,
  /** The recipient has it. */
  DELIVERED;

  /** Whether it shows between server and database, not at a client. */
  boolean isAtTheDatabase() {
    return compareTo(ACKNOWLEDGED) < 0;
  }
}
