package keyturn.protocol;

/**
 * The peer broke the specification. The connection ends; the message names field, expected and
 * actual, never content.
 */
public abstract sealed class ProtocolException extends Exception
    permits MalformedMessageException,
        UnexpectedMessageException,
        UnsupportedVersionException,
        NoCommonSuiteException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }

  ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
