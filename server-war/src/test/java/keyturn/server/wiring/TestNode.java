package keyturn.server.wiring;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.server.StoreWork;
import keyturn.server.Workshop;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.Retention;
import keyturn.server.session.SessionEnd;

/** One node of a server on a real database, without its WebSockets. */
final class TestNode implements AutoCloseable {
  static final ConversationPolicy POLICY =
      new ConversationPolicy(
          List.of(
              CipherSuite.AES_256_GCM,
              CipherSuite.AES_128_GCM,
              CipherSuite.A256CBC_HS512,
              CipherSuite.TDES_CBC_HS256,
              CipherSuite.KEYED_HASH_HS256),
          Retention.parse("until-delivered"),
          ConversationPolicy.DEFAULT_MAX_WAITING_BYTES);

  static final SecureRandom RANDOM = new SecureRandom();

  private final AtomicLong ahead = new AtomicLong();
  private final FakeSessions sessions = new FakeSessions();
  private final ExecutorService work = Executors.newFixedThreadPool(4);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ConversationServices services;

  TestNode(DataSource database, Path ring) {
    this(database, ring, POLICY);
  }

  TestNode(DataSource database, Path ring, ConversationPolicy policy) {
    TestPeople people = new TestPeople(database);
    services =
        ConversationServices.start(
            database,
            policy,
            ring,
            name -> Optional.ofNullable(people.named(name)),
            sessions,
            new Workshop(
                new StoreWork(work),
                timer,
                runnable -> new Thread(runnable, "writer"),
                RANDOM,
                () -> System.nanoTime() + ahead.get()));
  }

  /** Lets time pass on this node's clock; {@link TestPeople#age} does so in the database. */
  void passMillis(long millis) {
    ahead.addAndGet(millis * 1_000_000);
  }

  ConversationServices services() {
    return services;
  }

  /** Signs a device in and waits for nothing. */
  TestClient signIn(TestPeople.Device device) {
    return signIn(device, CipherSuite.AES_256_GCM);
  }

  TestClient signIn(TestPeople.Device device, CipherSuite tunnelSuite) {
    FakeSession session =
        new FakeSession(device.user(), device.id(), ConnectionId.random(RANDOM), tunnelSuite);
    return join(session);
  }

  TestClient join(FakeSession session) {
    sessions.add(session);
    return new TestClient(this, session);
  }

  void signOut(FakeSession session) {
    session.close(SessionEnd.SIGNED_OUT);
    sessions.remove(session);
    services.conversations().signedOut(session);
  }

  @Override
  public void close() {
    sessions.all().forEach(session -> session.close(SessionEnd.GOING_AWAY));
    services.close();
    work.shutdown();
    try {
      if (!work.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new AssertionError("work on the database does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    timer.shutdownNow();
  }
}
