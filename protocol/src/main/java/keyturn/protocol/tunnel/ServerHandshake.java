package keyturn.protocol.tunnel;

import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.protocol.NoCommonSuiteException;
import keyturn.protocol.ProtocolException;
import keyturn.protocol.UnsupportedVersionException;

/**
 * The server's side of the handshake (docs/spec/tunnel.md#handshake): takes ClientHello, perhaps
 * once more after a Retry, then the client's {Finished}.
 *
 * <p>Not thread-safe. After any exception it is over and its keys are gone.
 */
public final class ServerHandshake implements AutoCloseable {
  private final ServerPolicy policy;
  private ServerState state;

  private ServerHandshake(ServerPolicy policy, ServerState state) {
    this.policy = policy;
    this.state = state;
  }

  public static ServerHandshake start(
      ServerPolicy policy, TunnelIdentity identity, SecureRandom random) {
    return start(policy, identity, HandshakeParts.with(random));
  }

  static ServerHandshake start(ServerPolicy policy, TunnelIdentity identity, HandshakeParts parts) {
    return new ServerHandshake(policy, ServerAwaitingHello.start(policy, identity, parts));
  }

  /**
   * Takes one binary message of the client. The tunnel comes with the client's Finished: nothing is
   * to be sent in it earlier, and no other record is accepted before.
   *
   * @throws ProtocolException if the client broke the specification, or has nothing in common; send
   *     {@link #alertFor} before closing
   * @throws AuthenticationFailedException if the client's Finished does not verify
   */
  public HandshakeStep onMessage(byte[] message)
      throws ProtocolException, AuthenticationFailedException {
    ServerState current = state;
    state = new ServerOver();
    try (current) {
      ServerState.Next next = current.onMessage(message);
      state = next.state();
      return next.step();
    }
  }

  /** Whether the client's Finished is what must come next. */
  public boolean awaitsFinished() {
    return state instanceof ServerAwaitingFinished;
  }

  /** The one message that tells the client why, where it may know; else close without a word. */
  public Optional<Bytes> alertFor(ProtocolException refusal) {
    if (refusal instanceof NoCommonSuiteException) {
      Alert lists =
          new Alert.NoCommonSuite(Codes.ofGroups(policy.groups()), Codes.ofSuites(policy.suites()));
      return Optional.of(Bytes.of(lists.encode()));
    }
    if (refusal instanceof UnsupportedVersionException) {
      return Optional.of(Bytes.of(new Alert.UnsupportedVersion(TunnelLimits.VERSION).encode()));
    }
    return Optional.empty();
  }

  /** Wipes what is there; an established tunnel is not touched. */
  @Override
  public void close() {
    state.close();
    state = new ServerOver();
  }
}
