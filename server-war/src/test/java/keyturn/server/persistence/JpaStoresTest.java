package keyturn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Token;
import keyturn.server.StoreException;
import keyturn.server.account.Account;
import keyturn.server.account.AccountDirectory;
import keyturn.server.account.AccountStore;
import keyturn.server.account.Creation;
import keyturn.server.account.InvitationCode;
import keyturn.server.account.JdbcAccounts;
import keyturn.server.account.PasswordHash;
import keyturn.server.account.PasswordProof;
import keyturn.server.account.Username;
import keyturn.server.device.DeviceName;
import keyturn.server.device.DeviceStore;
import keyturn.server.device.Resumption;
import keyturn.server.device.TokenHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The stores on a real database. */
class JpaStoresTest {
  private static final Instant NOW = Instant.parse("2026-03-29T02:30:00.123456Z");
  private static final Instant THIRTY_DAYS_AGO = NOW.minus(Duration.ofDays(30));
  private static final PasswordHash HASH = new PasswordHash("$2a$04$hash");
  private static final DeviceName LAPTOP = DeviceName.of("laptop");

  private static DataSource database;
  private static TestStores stores;
  private static AccountStore accounts;
  private static DeviceStore devices;

  private UserId alice;

  @BeforeAll
  static void start() {
    database = TestDatabase.withSchema();
    stores = new TestStores(database);
    accounts = stores.accounts();
    devices = stores.devices();
  }

  @AfterAll
  static void stop() {
    stores.close();
  }

  @BeforeEach
  void onlyAlice() throws Exception {
    execute("DELETE FROM account");
    execute("DELETE FROM invitation");
    alice = create("Alice");
  }

  @Nested
  class Accounts {
    @Test
    void areFoundByAnySpellingOfTheirKey() {
      assertEquals(Optional.of(new Account(alice, "Alice", HASH)), accounts.find(name("aLICE")));
      assertEquals(Optional.of(new Account(alice, "Alice", HASH)), accounts.find(alice));
      assertEquals(Optional.empty(), accounts.find(name("bob")));
    }

    @Test
    void keyAndSkeletonAreUniqueAndNothingElseIsMerged() {
      assertInstanceOf(Creation.NameTaken.class, accounts.create(name("ALICE"), HASH, NOW));
      assertInstanceOf(Creation.NameTaken.class, accounts.create(name("AIice"), HASH, NOW));
      assertInstanceOf(Creation.Created.class, accounts.create(name("Alicé"), HASH, NOW));
      assertEquals(
          List.of("Alice", "Alicé"),
          accounts.people().stream().map(AccountDirectory.Person::name).toList());
    }

    @Test
    void disabledOnesAreNotAmongThePeople() {
      create("bob");
      disable("alice");
      assertEquals(
          List.of("bob"), accounts.people().stream().map(AccountDirectory.Person::name).toList());
    }

    @Test
    void areAddedFromTheCommandLineAsByTheServer() throws Exception {
      try (Connection connection = database.getConnection()) {
        JdbcAccounts jdbc = new JdbcAccounts(connection);
        Creation.Created created =
            assertInstanceOf(Creation.Created.class, jdbc.add(name("Боб"), HASH));
        assertEquals(
            Optional.of(new Account(created.user(), "Боб", HASH)), accounts.find(name("боб")));
        assertInstanceOf(Creation.NameTaken.class, jdbc.add(name("AlIce"), HASH));
      }
    }
  }

  @Nested
  class Invitations {
    private final InvitationCode code = new InvitationCode("00112233445566778899aabbccddeeff");

    @Test
    void letOnePersonIn() throws Exception {
      invite();
      assertTrue(accounts.isOpen(code, Instant.now()));
      assertInstanceOf(
          Creation.Created.class, accounts.createInvited(name("bob"), HASH, code, Instant.now()));
      assertFalse(accounts.isOpen(code, Instant.now()));
      assertInstanceOf(
          Creation.InvitationRefused.class,
          accounts.createInvited(name("mallory"), HASH, code, Instant.now()));
      assertEquals(Optional.empty(), accounts.find(name("mallory")));
    }

    @Test
    void areNotUsedUpByATakenName() throws Exception {
      invite();
      assertInstanceOf(
          Creation.NameTaken.class,
          accounts.createInvited(name("alice"), HASH, code, Instant.now()));
      assertTrue(accounts.isOpen(code, Instant.now()));
    }

    @Test
    void endInTime() throws Exception {
      invite();
      Instant later = Instant.now().plus(Duration.ofDays(2));
      assertFalse(accounts.isOpen(code, later));
      assertInstanceOf(
          Creation.InvitationRefused.class, accounts.createInvited(name("bob"), HASH, code, later));
    }

    private void invite() throws Exception {
      try (Connection connection = database.getConnection()) {
        new JdbcAccounts(connection).invite(code, Duration.ofDays(1));
      }
    }
  }

  @Nested
  class Grants {
    @Test
    void makeADeviceAndKeepItWhenItIsNamed() {
      DeviceId first = grant(Optional.empty(), 1);
      assertEquals(Optional.of(alice), devices.ownerOf(first));
      assertEquals(first, grant(Optional.of(first), 2));
      assertTrue(first.value() != grant(Optional.empty(), 3).value());
    }

    @Test
    void neverTouchAnotherAccountsDevice() {
      DeviceId alices = grant(Optional.empty(), 1);
      UserId mallory = create("mallory");
      DeviceId hers =
          accounts.grant(proof(mallory), Optional.of(alices), LAPTOP, token(2), NOW).orElseThrow();
      assertTrue(alices.value() != hers.value());
      assertEquals(Optional.of(alice), devices.ownerOf(alices));
      assertInstanceOf(Resumption.Resumed.class, resume(alices, 1, 3));
    }

    @Test
    void areRefusedWhenThePasswordChangedMeanwhileOrTheAccountIsDisabled() throws Exception {
      PasswordProof stale = new PasswordProof(alice, new PasswordHash("$2a$04$before"));
      assertEquals(
          Optional.empty(), accounts.grant(stale, Optional.empty(), LAPTOP, token(1), NOW));
      disable("alice");
      assertEquals(
          Optional.empty(), accounts.grant(proof(alice), Optional.empty(), LAPTOP, token(1), NOW));
    }
  }

  @Nested
  class Resuming {
    @Test
    void handsTheChainOn() {
      DeviceId device = grant(Optional.empty(), 1);
      assertEquals(new Resumption.Resumed(alice, "Alice"), resume(device, 1, 2));
      assertInstanceOf(Resumption.Resumed.class, resume(device, 1, 3), "the answer was lost");
      assertInstanceOf(Resumption.Resumed.class, resume(device, 3, 4));
    }

    @Test
    void aSpentTokenRevokesTheDeviceAndThePasswordHealsIt() {
      DeviceId device = grant(Optional.empty(), 1);
      resume(device, 1, 2);
      resume(device, 2, 3);
      assertInstanceOf(Resumption.Revoked.class, resume(device, 1, 4));
      assertEquals(Set.of(), devices.standing(List.of(device)));
      assertInstanceOf(Resumption.Refused.class, resume(device, 3, 5));
      assertEquals(device, grant(Optional.of(device), 6));
      assertEquals(Set.of(device), devices.standing(List.of(device)));
      assertInstanceOf(Resumption.Resumed.class, resume(device, 6, 7));
    }

    @Test
    void aMadeUpTokenRevokesNothing() {
      DeviceId device = grant(Optional.empty(), 1);
      assertInstanceOf(Resumption.Refused.class, resume(device, 99, 2));
      assertInstanceOf(Resumption.Refused.class, resume(new DeviceId(1L << 40), 1, 2));
      assertInstanceOf(Resumption.Resumed.class, resume(device, 1, 3));
    }

    @Test
    void endsAfterThirtyDaysUnused() {
      DeviceId device = grant(Optional.empty(), 1);
      Instant later = NOW.plus(Duration.ofDays(30)).plusMillis(1);
      assertInstanceOf(
          Resumption.Refused.class,
          devices.resume(device, token(1), token(2), later.minus(Duration.ofDays(30)), later));
    }

    @Test
    void endsWithSignOutAndWithDisabling() throws Exception {
      DeviceId device = grant(Optional.empty(), 1);
      devices.revoke(device, NOW);
      assertInstanceOf(Resumption.Refused.class, resume(device, 1, 2));
      DeviceId other = grant(Optional.empty(), 3);
      assertEquals(Set.of(other), devices.standing(List.of(device, other)));
      disable("alice");
      assertInstanceOf(Resumption.Refused.class, resume(other, 3, 4));
      assertEquals(Set.of(), devices.standing(List.of(device, other)));
    }
  }

  @Nested
  class ChangingThePassword {
    private final PasswordHash replacement = new PasswordHash("$2a$04$other");

    @Test
    void endsTheTokensOfAllDevices() {
      DeviceId own = grant(Optional.empty(), 1);
      DeviceId other = grant(Optional.empty(), 2);
      assertTrue(accounts.changePassword(proof(alice), replacement, own, token(3), NOW));
      assertInstanceOf(Resumption.Refused.class, resume(own, 1, 4));
      assertInstanceOf(Resumption.Refused.class, resume(other, 2, 5));
      assertInstanceOf(Resumption.Resumed.class, resume(own, 3, 6));
      assertEquals(Set.of(own), devices.standing(List.of(own, other)));
      assertEquals(Optional.of(new Account(alice, "Alice", replacement)), accounts.find(alice));
    }

    @Test
    void needsTheCurrentPassword() {
      DeviceId own = grant(Optional.empty(), 1);
      PasswordProof stale = new PasswordProof(alice, replacement);
      assertFalse(accounts.changePassword(stale, replacement, own, token(3), NOW));
      assertInstanceOf(Resumption.Resumed.class, resume(own, 1, 4));
    }
  }

  @Nested
  class Dropping {
    @Test
    void takesOnlyDevicesUnseen() {
      DeviceId gone = grant(Optional.empty(), 1);
      DeviceId connected = grant(Optional.empty(), 2);
      Instant later = NOW.plus(Duration.ofDays(31));
      devices.seen(List.of(connected), later);
      assertEquals(List.of(gone), devices.dropUnseenSince(later.minus(Duration.ofDays(30))));
      assertEquals(List.of(), devices.dropUnseenSince(later.minus(Duration.ofDays(30))));
      assertEquals(Set.of(connected), devices.standing(List.of(gone, connected)));
    }
  }

  @Test
  void aDatabaseThatIsAwayIsAStoreExceptionAndComesBackByItself() {
    MysqlDataSource nowhere = new MysqlDataSource();
    nowhere.setUrl("jdbc:mysql://127.0.0.1:1/secretname?connectTimeout=500");
    AtomicReference<DataSource> here = new AtomicReference<>(nowhere);
    DataSource switched =
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  try {
                    return method.invoke(here.get(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    try (TestStores away = new TestStores(switched)) {
      AccountStore store = away.accounts();
      for (int i = 0; i < 3; i++) {
        StoreException e = assertThrows(StoreException.class, () -> store.find(name("alice")));
        assertEquals("AccountStore.find failed with SQLSTATE 08S01, error 0", e.getMessage());
      }
      here.set(database);
      assertTrue(store.find(name("alice")).isPresent());
      here.set(nowhere);
      assertThrows(StoreException.class, () -> store.find(name("alice")));
      here.set(database);
      assertTrue(store.find(name("alice")).isPresent());
    }
  }

  private DeviceId grant(Optional<DeviceId> device, int token) {
    return accounts.grant(proof(alice), device, LAPTOP, token(token), NOW).orElseThrow();
  }

  private static Resumption resume(DeviceId device, int shown, int fresh) {
    return devices.resume(device, token(shown), token(fresh), THIRTY_DAYS_AGO, NOW);
  }

  private static PasswordProof proof(UserId user) {
    return new PasswordProof(user, HASH);
  }

  private static TokenHash token(int number) {
    byte[] bytes = new byte[Token.LENGTH_BYTES];
    bytes[0] = (byte) number;
    return TokenHash.of(new Token(Bytes.of(bytes)));
  }

  private static UserId create(String name) {
    return ((Creation.Created) accounts.create(name(name), HASH, NOW)).user();
  }

  private static Username name(String text) {
    return Username.find(text).orElseThrow();
  }

  private static void disable(String name) {
    assertEquals(
        SqlAccountAccess.Outcome.CHANGED, new SqlAccountAccess(database).disable(name(name)));
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
