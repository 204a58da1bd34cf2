package keyturn.server.delivery;

/** What came of opening a payload. */
enum Opening {
  OPENS,
  DOES_NOT_OPEN,
  /** There is no such epoch, or its key could not be read now. */
  NO_KEY
}
