package keyturn.server.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;

/**
 * A session that keeps what is pushed. As long as nobody {@link #stall}s it, it drains at once, as
 * a good connection does; stalled, it has room for 100 messages.
 */
final class FakeSession implements Session {
  private static final int ROOM = 100;
  private static final long PATIENCE_MILLIS = 20_000;

  private final UserId user;
  private final DeviceId device;
  private final ConnectionId connection;
  private final CipherSuite tunnelSuite;
  private final List<ServerMessage> written = new ArrayList<>();
  private final List<Supplier<ServerMessage>> queued = new ArrayList<>();
  private final List<Runnable> whenDrained = new ArrayList<>();
  private boolean stalled;
  private boolean open = true;
  private int overflows;

  FakeSession(UserId user, DeviceId device, ConnectionId connection, CipherSuite tunnelSuite) {
    this.user = user;
    this.device = device;
    this.connection = connection;
    this.tunnelSuite = tunnelSuite;
  }

  @Override
  public UserId user() {
    return user;
  }

  @Override
  public String username() {
    return "user" + user.value();
  }

  @Override
  public DeviceId device() {
    return device;
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
    pushLate(0, () -> message);
  }

  @Override
  public synchronized void pushLate(int estimatedBytes, Supplier<ServerMessage> message) {
    if (!open) {
      return;
    }
    if (!hasRoom()) {
      overflows++;
    }
    queued.add(message);
    write();
  }

  @Override
  public synchronized boolean hasRoom() {
    return queued.size() < ROOM;
  }

  @Override
  public void whenDrained(Runnable action) {
    synchronized (this) {
      if (!queued.isEmpty()) {
        whenDrained.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public synchronized boolean isOpen() {
    return open;
  }

  @Override
  public synchronized void close(SessionEnd end) {
    open = false;
  }

  /** From now on nothing is written. */
  synchronized void stall() {
    stalled = true;
  }

  /** Writes what is queued, once, and stays stalled. */
  void drainOnce() {
    List<Runnable> actions;
    synchronized (this) {
      stalled = false;
      write();
      stalled = true;
      actions = List.copyOf(whenDrained);
      whenDrained.clear();
    }
    actions.forEach(Runnable::run);
  }

  synchronized int queued() {
    return queued.size();
  }

  /** How often something was queued beyond the room. */
  synchronized int overflows() {
    return overflows;
  }

  synchronized <T extends ServerMessage> List<T> all(Class<T> type) {
    return written.stream().filter(type::isInstance).map(type::cast).toList();
  }

  synchronized List<ServerMessage> all() {
    return List.copyOf(written);
  }

  /** Waits until there are at least {@code count} messages of a type. */
  synchronized <T extends ServerMessage> List<T> await(Class<T> type, int count) {
    await(count, messages -> (int) messages.stream().filter(type::isInstance).count());
    return all(type);
  }

  /** Waits until {@code counted} counts at least {@code count} in what was written. */
  synchronized void await(int count, ToIntFunction<List<ServerMessage>> counted) {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (counted.applyAsInt(written) < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("expected " + count + ", got " + written);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void write() {
    if (!stalled) {
      queued.forEach(message -> written.add(message.get()));
      queued.clear();
      notifyAll();
    }
  }
}
