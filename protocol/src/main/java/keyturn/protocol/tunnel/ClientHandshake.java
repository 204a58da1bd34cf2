package keyturn.protocol.tunnel;

import java.security.SecureRandom;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.protocol.ProtocolException;

/**
 * The client's side of the handshake (docs/spec/tunnel.md#handshake).
 *
 * <pre>
 *   ClientHello          ──▶
 *                        ◀──  Retry              at most one, then ClientHello again
 *                        ◀──  ServerHello
 *                        ◀──  {Identity, CertificateVerify, Finished}
 *   {Finished}           ──▶                     the tunnel is established
 * </pre>
 *
 * Not thread-safe. After any exception it is over and its keys are gone.
 */
public final class ClientHandshake implements AutoCloseable {
  private final byte[] hello;
  private ClientState state;

  private ClientHandshake(byte[] hello, ClientState state) {
    this.hello = hello;
    this.state = state;
  }

  public static ClientHandshake start(
      ClientPolicy policy, IdentityTrust trust, SecureRandom random) {
    return start(policy, trust, HandshakeParts.with(random));
  }

  static ClientHandshake start(ClientPolicy policy, IdentityTrust trust, HandshakeParts parts) {
    ClientAwaitingHello first = ClientAwaitingHello.start(policy, trust, parts);
    return new ClientHandshake(first.hello(), first);
  }

  /** The first message to send. */
  public byte[] hello() {
    return hello.clone();
  }

  /**
   * Takes one binary message of the server.
   *
   * @throws ProtocolException if the server broke the specification, or has nothing in common
   * @throws AuthenticationFailedException if a record, the signature or Finished does not verify
   * @throws UntrustedServerException if the proved identity is not trusted
   */
  public HandshakeStep onMessage(byte[] message)
      throws ProtocolException, AuthenticationFailedException, UntrustedServerException {
    ClientState current = state;
    state = new ClientOver();
    try (current) {
      ClientState.Next next = current.onMessage(message);
      state = next.state();
      return next.step();
    }
  }

  /** Wipes what is there; an established tunnel is not touched. */
  @Override
  public void close() {
    state.close();
    state = new ClientOver();
  }
}
