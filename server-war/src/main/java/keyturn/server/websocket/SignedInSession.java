package keyturn.server.websocket;

import java.util.function.Supplier;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.account.SignInResult;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;

/** A connection's session, from its sign-in on. */
final class SignedInSession implements Session {
  private final Connection owner;
  private final SignInResult.Granted granted;
  private final ConnectionId connection;
  private final CipherSuite tunnelSuite;
  private final OutboundQueue outbound;

  SignedInSession(
      Connection owner,
      SignInResult.Granted granted,
      ConnectionId connection,
      CipherSuite tunnelSuite,
      OutboundQueue outbound) {
    this.owner = owner;
    this.granted = granted;
    this.connection = connection;
    this.tunnelSuite = tunnelSuite;
    this.outbound = outbound;
  }

  @Override
  public UserId user() {
    return granted.user();
  }

  @Override
  public String username() {
    return granted.username();
  }

  @Override
  public DeviceId device() {
    return granted.device();
  }

  @Override
  public ConnectionId connection() {
    return connection;
  }

  @Override
  public CipherSuite tunnelSuite() {
    return tunnelSuite;
  }

  @Override
  public void push(ServerMessage message) {
    outbound.push(message);
  }

  @Override
  public void pushInCompany(ServerMessage message) {
    outbound.pushInCompany(message);
  }

  @Override
  public void pushLate(int estimatedBytes, Supplier<ServerMessage> message) {
    outbound.pushLate(estimatedBytes, message);
  }

  @Override
  public boolean hasRoom() {
    return outbound.hasRoom();
  }

  @Override
  public void whenDrained(Runnable action) {
    outbound.whenDrained(action);
  }

  @Override
  public boolean isOpen() {
    return owner.state() == ConnectionState.READY;
  }

  @Override
  public void close(SessionEnd end) {
    owner.end(end);
  }

  @Override
  public String toString() {
    return "session of connection " + owner.name();
  }
}
