package keyturn.protocol.tunnel;

import keyturn.crypto.AuthenticationFailedException;
import keyturn.protocol.ProtocolException;

/** Where the client's handshake is (docs/spec/tunnel.md#client-states); each is used once. */
sealed interface ClientState extends AutoCloseable
    permits ClientAwaitingHello, ClientAwaitingProof, ClientOver {

  Next onMessage(byte[] message)
      throws ProtocolException, AuthenticationFailedException, UntrustedServerException;

  /** Wipes what this state holds, and not what it has handed to the next. */
  @Override
  void close();

  /** The state that follows, and what to send. */
  record Next(ClientState state, HandshakeStep step) {}
}
