package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.Token;
import keyturn.server.account.SignInResult.Granted;
import keyturn.server.device.DeviceStore;
import keyturn.server.device.DeviceUpkeep;
import keyturn.server.persistence.SqlOwnDeviceStore;
import keyturn.server.persistence.TestDatabase;
import keyturn.server.persistence.TestStores;

/** The use cases around accounts on a real database; bcrypt is real but cheap, and counted. */
final class AccountFixture implements AutoCloseable {
  static final Password GOOD = new Password("a river runs uphill");
  static final Password OTHER = new Password("the hill runs dry");
  static final ClientAddress HOME = address("192.0.2.1");
  static final ClientAddress ELSEWHERE = address("198.51.100.7");

  final DataSource database = TestDatabase.withSchema();
  final TestStores stores = new TestStores(database);
  final SettableClock clock = new SettableClock();
  final List<RecordingSession> sessions = new ArrayList<>();
  final CountingHashing hashing = new CountingHashing();
  final LoginPool pool = new LoginPool(2, Duration.ofMillis(1), Thread::new);

  Rules rules(RegistrationPolicy registration) {
    return new Rules(new AccountSettings(registration, 8, 3, 1000, 5));
  }

  @Override
  public void close() {
    pool.close();
    stores.close();
  }

  void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  RecordingSession session(Granted granted) {
    RecordingSession session = new RecordingSession(granted);
    sessions.add(session);
    return session;
  }

  static ClientAddress address(String literal) {
    try {
      return ClientAddress.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The use cases under one administrator's settings. */
  final class Rules {
    final AccountParts parts;
    final Registration registration;
    final SignIn signIn;
    final PasswordChange passwordChange;
    final SignOut signOut;
    final OwnDevices ownDevices;
    final DeviceUpkeep upkeep;

    Rules(AccountSettings settings) {
      DeviceStore devices = stores.devices();
      parts =
          new AccountParts(
              stores.accounts(),
              devices,
              settings,
              new AttemptLimits(settings, clock),
              hashing,
              pool,
              Runnable::run,
              new SecureRandom(),
              clock);
      registration = new Registration(parts);
      signIn = new SignIn(parts, registration, RecordingSession.only(sessions));
      passwordChange = new PasswordChange(parts, RecordingSession.only(sessions));
      signOut = new SignOut(parts);
      ownDevices =
          new OwnDevices(parts, new SqlOwnDeviceStore(database), RecordingSession.only(sessions));
      upkeep = new DeviceUpkeep(devices, RecordingSession.only(sessions), clock);
    }

    SignInResult register(String name) {
      return register(name, GOOD, Optional.empty());
    }

    SignInResult register(String name, Password password, Optional<String> invitation) {
      return answer(
          then ->
              registration.register(
                  HOME, new ClientMessage.Register(name, password, invitation, "laptop"), then));
    }

    SignInResult signIn(ClientAddress from, String name, Password password) {
      return signIn(from, name, password, Optional.empty());
    }

    SignInResult signIn(
        ClientAddress from, String name, Password password, Optional<DeviceId> device) {
      return answer(
          then ->
              signIn.signIn(
                  from, new ClientMessage.SignIn(name, password, device, "laptop"), then));
    }

    SignInResult resume(DeviceId device, Token token) {
      return answer(then -> signIn.resume(HOME, new ClientMessage.Resume(device, token), then));
    }

    /** Waits for what has been given to the pool. */
    void settle() {
      CompletableFuture<Boolean> done = new CompletableFuture<>();
      parts.pool().submit(() -> done.complete(true));
      done.join();
    }
  }

  static Granted granted(SignInResult result) {
    return assertInstanceOf(Granted.class, result);
  }

  private static SignInResult answer(Consumer<Consumer<SignInResult>> question) {
    CompletableFuture<SignInResult> answer = new CompletableFuture<>();
    question.accept(answer::complete);
    return answer.join();
  }

  /** Real bcrypt at the least cost. */
  static final class CountingHashing implements PasswordHashing {
    private final Bcrypt bcrypt = new Bcrypt(new SecureRandom(), 4);
    int checks;

    @Override
    public PasswordHash hash(Passphrase passphrase) {
      return bcrypt.hash(passphrase);
    }

    @Override
    public synchronized boolean matches(Passphrase passphrase, PasswordHash hash) {
      checks++;
      return bcrypt.matches(passphrase, hash);
    }

    synchronized int checks() {
      return checks;
    }
  }
}
