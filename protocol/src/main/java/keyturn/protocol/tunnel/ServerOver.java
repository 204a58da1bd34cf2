package keyturn.protocol.tunnel;

import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnexpectedMessageException;

/** The handshake succeeded or failed; it takes nothing more. */
record ServerOver() implements ServerState {
  @Override
  public Next onMessage(byte[] message) throws ProtocolException {
    throw new UnexpectedMessageException("the handshake is over");
  }

  @Override
  public void close() {}
}
