package keyturn.protocol.tunnel;

import keyturn.protocol.UnexpectedMessageException;

/** The answer to a message that its state does not allow. */
final class Unexpected {
  private Unexpected() {}

  static UnexpectedMessageException in(String state, byte[] message) {
    return new UnexpectedMessageException(
        state + ": message of type " + MessageType.of(message).map(Enum::name).orElse("unknown"));
  }
}
