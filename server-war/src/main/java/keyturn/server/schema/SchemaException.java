package keyturn.server.schema;

/** The database's schema is not this server's; the message says which script comes first. */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1;

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
