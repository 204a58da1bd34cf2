package keyturn.server.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import keyturn.protocol.CloseCode;
import keyturn.server.account.ClientAddress;
import keyturn.server.session.SessionEnd;

/** All connections of this node. Thread-safe. */
public final class Connections {
  private static final Logger LOG = System.getLogger(Connections.class.getName());

  private final FrontDoor door;
  private final ConnectionParts parts;
  private final Map<Long, Connection> all = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();

  public Connections(FrontDoor door, ConnectionParts parts) {
    this.door = door;
    this.parts = parts;
  }

  /** Empty if there is no place any more; the transport is then closed. */
  Optional<Connection> connect(ClientAddress address, Transport transport) {
    FrontDoor.Answer answer = door.enter(address);
    switch (answer) {
      case WELCOME -> {}
      case NOT_OPEN -> {
        transport.close(CloseCode.GOING_AWAY);
        return Optional.empty();
      }
      case FULL, TOO_MANY_FROM_ADDRESS -> {
        LOG.log(Level.WARNING, "event=turned-away reason={0}", answer);
        transport.close(CloseCode.TOO_MANY);
        return Optional.empty();
      }
    }
    long number = lastNumber.incrementAndGet();
    Connection connection =
        new Connection(
            number,
            address,
            parts,
            transport,
            () -> {
              all.remove(number);
              door.leave(address);
            });
    all.put(number, connection);
    return Optional.of(connection);
  }

  /** Keeps every connection's deadlines; to be called about once a second. */
  public void tick() {
    all.values().forEach(Connection::tick);
  }

  public int count() {
    return all.size();
  }

  /** Tells everybody that the server goes away, and waits until they are gone or time is up. */
  public void closeAll(Duration patience) throws InterruptedException {
    all.values().forEach(connection -> connection.end(SessionEnd.GOING_AWAY));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!all.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
      tick();
    }
  }
}
