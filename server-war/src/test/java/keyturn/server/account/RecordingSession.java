package keyturn.server.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;
import keyturn.server.session.Sessions;
import org.jspecify.annotations.Nullable;

/** A signed-in session without a connection: keeps what it is told. */
public final class RecordingSession implements Session {
  private final SignInResult.Granted granted;
  final List<ServerMessage> pushed = new ArrayList<>();
  private @Nullable SessionEnd end;

  public RecordingSession(SignInResult.Granted granted) {
    this.granted = granted;
  }

  /** These sessions, while they are open. */
  public static Sessions only(List<RecordingSession> sessions) {
    return new Sessions() {
      @Override
      public Optional<Session> ofDevice(DeviceId device) {
        return all().stream().filter(session -> session.device().equals(device)).findFirst();
      }

      @Override
      public List<Session> ofUser(UserId user) {
        return all().stream().filter(session -> session.user().equals(user)).toList();
      }

      @Override
      public List<Session> all() {
        return sessions.stream().filter(Session::isOpen).map(Session.class::cast).toList();
      }
    };
  }

  public Optional<SessionEnd> end() {
    return Optional.ofNullable(end);
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
    return new ConnectionId(Bytes.of(new byte[16]));
  }

  @Override
  public CipherSuite tunnelSuite() {
    return CipherSuite.AES_256_GCM;
  }

  @Override
  public void push(ServerMessage message) {
    pushed.add(message);
  }

  @Override
  public void pushLate(int estimatedBytes, Supplier<ServerMessage> message) {
    pushed.add(message.get());
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public void whenDrained(Runnable action) {
    action.run();
  }

  @Override
  public boolean isOpen() {
    return end == null;
  }

  @Override
  public void close(SessionEnd why) {
    end = why;
  }
}
