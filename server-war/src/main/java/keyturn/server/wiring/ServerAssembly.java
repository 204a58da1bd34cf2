package keyturn.server.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.tunnel.TunnelIdentity;
import keyturn.server.StoreWork;
import keyturn.server.Workshop;
import keyturn.server.account.Account;
import keyturn.server.account.AccountDirectory;
import keyturn.server.account.AccountParts;
import keyturn.server.account.AccountStore;
import keyturn.server.account.AttemptLimits;
import keyturn.server.account.Bcrypt;
import keyturn.server.account.LoginPool;
import keyturn.server.account.OwnDevices;
import keyturn.server.account.PasswordChange;
import keyturn.server.account.Registration;
import keyturn.server.account.SignIn;
import keyturn.server.account.SignOut;
import keyturn.server.account.Username;
import keyturn.server.conversation.Arrival;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.ConversationStore;
import keyturn.server.conversation.Conversations;
import keyturn.server.conversation.ConversationsInUse;
import keyturn.server.conversation.EpochKeys;
import keyturn.server.conversation.Epochs;
import keyturn.server.conversation.Erasure;
import keyturn.server.conversation.KeyHandover;
import keyturn.server.conversation.KeyRequests;
import keyturn.server.conversation.KeyRing;
import keyturn.server.conversation.Opening;
import keyturn.server.conversation.Rotation;
import keyturn.server.conversation.SharedKeys;
import keyturn.server.delivery.Delivery;
import keyturn.server.delivery.Feeds;
import keyturn.server.device.DeviceStore;
import keyturn.server.device.DeviceUpkeep;
import keyturn.server.persistence.SqlBacklogStore;
import keyturn.server.persistence.SqlConversationStore;
import keyturn.server.persistence.SqlCursorStore;
import keyturn.server.persistence.SqlEpochStore;
import keyturn.server.persistence.SqlErasureStore;
import keyturn.server.persistence.SqlOwnDeviceStore;
import keyturn.server.persistence.SqlSendStore;
import keyturn.server.presence.Presences;
import keyturn.server.websocket.ConnectionLimits;
import keyturn.server.websocket.ConnectionParts;
import keyturn.server.websocket.Connections;
import keyturn.server.websocket.DeviceConnections;
import keyturn.server.websocket.FrontDoor;
import keyturn.server.websocket.Gathering;

/** Puts the server together from plain objects; reads from top to bottom. */
final class ServerAssembly {
  /** What one bcrypt check takes, about, at its cost. */
  private static final Duration PASSWORD_CHECK = Duration.ofMillis(260);

  private final ServerConfig config;
  private final DataSource database;
  private final AccountStore accountStore;
  private final DeviceStore deviceStore;
  private final ThreadFactory threadFactory;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final LongSupplier nanoTime = System::nanoTime;
  private final DeviceConnections sessions = new DeviceConnections();
  private final ServerThreads threads;
  private final DatabaseWatch watch;
  private final Workshop workshop;

  ServerAssembly(
      ServerConfig config,
      DataSource database,
      AccountStore accountStore,
      DeviceStore deviceStore,
      ThreadFactory threadFactory) {
    this.config = config;
    this.database = database;
    this.accountStore = accountStore;
    this.deviceStore = deviceStore;
    this.threadFactory = threadFactory;
    threads = ServerThreads.start(threadFactory, config.maxConnections());
    watch = new DatabaseWatch(() -> DatabaseWatch.ask(database), nanoTime);
    workshop =
        new Workshop(
            new StoreWork(watch.guarding(threads.database())),
            threads.timer(),
            threadFactory,
            random,
            nanoTime);
  }

  /** Makes and starts everything, and opens the door last. */
  RunningServer start(FrontDoor door, KeyRing ring, TunnelIdentity identity) {
    SharedKeys keys =
        new SharedKeys(
            new Epochs(new SqlEpochStore(database), new EpochKeys(ring, random), nanoTime),
            new KeyHandover(nanoTime),
            new ConversationsInUse(nanoTime));
    Feeds feeds = new Feeds(new SqlBacklogStore(database), keys, workshop);
    Delivery delivery =
        Delivery.start(
            config.conversations(),
            new Delivery.Stores(new SqlSendStore(database), new SqlCursorStore(database)),
            keys,
            feeds,
            workshop);
    Rotation rotation = new Rotation(keys, sessions, workshop);
    Erasure erasure =
        new Erasure(
            new SqlErasureStore(database),
            config.conversations().retention(),
            ring,
            workshop.work());
    LoginPool logins =
        new LoginPool(Runtime.getRuntime().availableProcessors(), PASSWORD_CHECK, threadFactory);
    Presences presences = new Presences(sessions);
    UseCaseParts useCases = useCases(logins, presences, conversations(keys, feeds), delivery);
    Connections connections = new Connections(door, connectionParts(useCases, identity));

    rotation.start(threads.timer());
    erasure.start(threads.timer());
    RunningServer server =
        new RunningServer(
            door,
            connections,
            watch,
            threads,
            List.of(rotation::close, erasure::close, delivery::close, logins::close));
    server.start(presences, new DeviceUpkeep(deviceStore, sessions, clock));
    door.open(config.maxConnections(), config.maxConnectionsPerAddress());
    return server;
  }

  private Conversations conversations(SharedKeys keys, Feeds feeds) {
    ConversationPolicy policy = config.conversations();
    ConversationStore store = new SqlConversationStore(database);
    KeyRequests keyRequests = new KeyRequests(policy, keys, workshop.work(), nanoTime);
    return new Conversations(
        new Arrival(store, keys, feeds, workshop),
        new Opening(policy, store, this::personNamed, keyRequests, sessions, workshop.work()),
        keyRequests);
  }

  private Optional<UserId> personNamed(String name) {
    return Username.find(name).flatMap(accountStore::find).map(Account::user);
  }

  private UseCaseParts useCases(
      LoginPool logins, Presences presences, Conversations conversations, Delivery delivery) {
    AccountParts parts =
        new AccountParts(
            accountStore,
            deviceStore,
            config.accounts(),
            new AttemptLimits(config.accounts(), clock),
            new Bcrypt(random),
            logins,
            watch.guarding(threads.accounts()),
            random,
            clock);
    Registration registration = new Registration(parts);
    return new UseCaseParts(
        new SignIn(parts, registration, sessions),
        registration,
        new PasswordChange(parts, sessions),
        new SignOut(parts),
        new OwnDevices(parts, new SqlOwnDeviceStore(database), sessions),
        new AccountDirectory(accountStore),
        presences,
        conversations,
        delivery);
  }

  private ConnectionParts connectionParts(UseCaseParts useCases, TunnelIdentity identity) {
    return new ConnectionParts(
        ConnectionLimits.STANDARD,
        config.tunnel(),
        identity,
        random,
        new ServerMessage.Welcome(
            config.accounts().registration(), config.accounts().minPasswordCharacters()),
        config.conversations().suites(),
        new ServerUseCases(useCases, workshop.work(), threads.timer()),
        sessions,
        threads.tunnels(),
        threads.requests(),
        new Gathering(threads.timer()),
        nanoTime);
  }
}
