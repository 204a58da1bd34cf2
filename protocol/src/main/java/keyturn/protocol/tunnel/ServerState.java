package keyturn.protocol.tunnel;

import keyturn.crypto.AuthenticationFailedException;
import keyturn.protocol.ProtocolException;

/** Where the server's handshake is (docs/spec/tunnel.md#server-states); each is used once. */
sealed interface ServerState extends AutoCloseable
    permits ServerAwaitingHello, ServerAwaitingFinished, ServerOver {

  Next onMessage(byte[] message) throws ProtocolException, AuthenticationFailedException;

  /** Wipes what this state holds, and not what it has handed to the next. */
  @Override
  void close();

  /** The state that follows, and what to send. */
  record Next(ServerState state, HandshakeStep step) {}
}
