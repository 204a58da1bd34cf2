package keyturn.server.account;

import static keyturn.server.account.AccountFixture.ELSEWHERE;
import static keyturn.server.account.AccountFixture.GOOD;
import static keyturn.server.account.AccountFixture.HOME;
import static keyturn.server.account.AccountFixture.OTHER;
import static keyturn.server.account.AccountFixture.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.Token;
import keyturn.server.account.SignInResult.Granted;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.persistence.SqlAccountAccess;
import keyturn.server.session.SessionEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final Refused WRONG = new Refused(Reason.SIGN_IN_REFUSED);
  private static final Refused TOKEN_REFUSED = new Refused(Reason.TOKEN_REFUSED);

  private static AccountFixture fixture;

  private AccountFixture.Rules open;
  private Granted alice;

  @BeforeAll
  static void start() {
    fixture = new AccountFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void onlyAlice() {
    fixture.execute("DELETE FROM account");
    fixture.execute("DELETE FROM invitation");
    fixture.sessions.clear();
    open = fixture.rules(RegistrationPolicy.OPEN);
    alice = granted(open.register("Alice"));
  }

  @Nested
  class WithAPassword {
    @Test
    void theNameMayBeSpeltInAnyCase() {
      Granted again = granted(open.signIn(HOME, "ALICE", GOOD));
      assertEquals("Alice", again.username());
      assertEquals(alice.user(), again.user());
      assertNotEquals(alice.device(), again.device());
      assertNotEquals(alice.next(), again.next());
    }

    @Test
    void aDeviceOfTheAccountIsKeptAndAnotherAccountsIsNot() {
      Granted mallory = granted(open.register("mallory"));
      assertEquals(
          alice.device(),
          granted(open.signIn(HOME, "Alice", GOOD, Optional.of(alice.device()))).device());
      Granted stranger = granted(open.signIn(HOME, "mallory", GOOD, Optional.of(alice.device())));
      assertEquals(mallory.user(), stranger.user());
      assertNotEquals(alice.device(), stranger.device());
    }

    /** The time is bcrypt's: one check each, whoever is asked for. */
    @Test
    void anUnknownNameCostsAndGetsTheSameAsAWrongPassword() {
      List<String> names = List.of("Alice", "nobody", "not a name \u202e", "АLICE");
      for (String name : names) {
        int before = fixture.hashing.checks();
        SignInResult answer = open.signIn(HOME, name, OTHER, Optional.of(alice.device()));
        assertEquals(WRONG, answer, name);
        assertEquals(1, fixture.hashing.checks() - before, name);
      }
    }

    @Test
    void aDisabledAccountIsToldTheSame() {
      fixture.execute("UPDATE account SET disabled_at = UTC_TIMESTAMP(6)");
      assertEquals(WRONG, open.signIn(HOME, "Alice", GOOD));
      assertEquals(WRONG, open.signIn(HOME, "Alice", OTHER));
    }

    @Test
    void aPasswordThatBcryptWouldCutIsRefusedAsSuch() {
      Refused notAllowed = new Refused(Reason.PASSWORD_NOT_ALLOWED);
      Password longer = new Password("x".repeat(73));
      assertEquals(notAllowed, open.signIn(HOME, "Alice", longer));
      assertEquals(notAllowed, open.signIn(HOME, "nobody", longer));
      assertEquals(notAllowed, open.signIn(HOME, "Alice", new Password("a\0a")));
    }
  }

  @Nested
  class Limits {
    @Test
    void wrongPasswordsAreCountedPerAccountAndAddress() {
      useUp(HOME, Optional.empty());
      Refused refused = assertInstanceOf(Refused.class, open.signIn(HOME, "Alice", GOOD));
      assertEquals(Reason.TOO_MANY_ATTEMPTS, refused.reason());
      assertTrue(refused.retryAfter().compareTo(Duration.ZERO) > 0);
      fixture.clock.pass(AttemptLimits.ACCOUNT_REFILL);
      granted(open.signIn(HOME, "Alice", GOOD));
    }

    @Test
    void anUnknownNameIsLimitedLikeAKnownOne() {
      for (int i = 0; i < 3; i++) {
        assertEquals(WRONG, open.signIn(HOME, "nobody", OTHER));
      }
      useUp(HOME, Optional.empty());
      assertEquals(open.signIn(HOME, "Alice", OTHER), open.signIn(HOME, "nobody", OTHER));
    }

    @Test
    void nobodyLocksTheOwnerOut() {
      useUp(ELSEWHERE, Optional.empty());
      useUp(HOME, Optional.empty());
      granted(open.signIn(HOME, "Alice", GOOD, Optional.of(alice.device())));
      granted(open.resume(alice.device(), alice.next()));
      granted(open.signIn(AccountFixture.address("203.0.113.5"), "Alice", GOOD));
    }

    @Test
    void madeUpDevicesGiveNoFurtherAttempts() {
      Granted mallory = granted(open.register("mallory"));
      useUp(HOME, Optional.empty());
      for (long device : new long[] {1L << 40, 1L << 41, mallory.device().value()}) {
        Refused refused =
            assertInstanceOf(
                Refused.class, open.signIn(HOME, "Alice", GOOD, Optional.of(new DeviceId(device))));
        assertEquals(Reason.TOO_MANY_ATTEMPTS, refused.reason());
      }
    }

    @Test
    void rightPasswordsDoNotCount() {
      for (int i = 0; i < 20; i++) {
        granted(open.signIn(HOME, "Alice", GOOD));
      }
    }

    @Test
    void oneAddressTriesOnlySoManyNames() {
      AccountFixture.Rules strict =
          fixture.new Rules(new AccountSettings(RegistrationPolicy.CLOSED, 8, 3, 5, 5));
      for (int i = 0; i < 5; i++) {
        assertEquals(WRONG, strict.signIn(HOME, "name" + i, OTHER));
      }
      int before = fixture.hashing.checks();
      Refused refused = assertInstanceOf(Refused.class, strict.signIn(HOME, "name6", OTHER));
      assertEquals(Reason.TOO_MANY_ATTEMPTS, refused.reason());
      assertEquals(before, fixture.hashing.checks());
      assertEquals(WRONG, strict.signIn(ELSEWHERE, "name6", OTHER));
    }

    @Test
    void neighboursInOneIpv6NetworkAreOneAddress() {
      assertEquals(
          AccountFixture.address("2001:db8::1"), AccountFixture.address("2001:db8::ffff:1"));
      assertNotEquals(
          AccountFixture.address("2001:db8::1"), AccountFixture.address("2001:db8:0:1::1"));
      assertEquals(AccountFixture.address("192.0.2.1"), AccountFixture.address("::ffff:192.0.2.1"));
    }

    private void useUp(ClientAddress from, Optional<DeviceId> device) {
      for (int i = 0; i < 3; i++) {
        assertEquals(WRONG, open.signIn(from, "Alice", OTHER, device));
      }
    }
  }

  @Nested
  class WithAToken {
    @Test
    void eachTokenLeadsToTheNext() {
      Granted second = granted(open.resume(alice.device(), alice.next()));
      assertEquals(alice.user(), second.user());
      assertEquals("Alice", second.username());
      assertEquals(alice.device(), second.device());
      granted(open.resume(alice.device(), second.next()));
    }

    @Test
    void aSpentTokenClosesTheSessionThatWentOn() {
      Granted second = granted(open.resume(alice.device(), alice.next()));
      Granted third = granted(open.resume(alice.device(), second.next()));
      RecordingSession session = fixture.session(third);
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
      assertEquals(Optional.of(SessionEnd.REVOKED), session.end());
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), third.next()));
    }

    @Test
    void aTokenBelongsToItsDevice() {
      Granted other = granted(open.signIn(HOME, "Alice", GOOD));
      assertEquals(TOKEN_REFUSED, open.resume(other.device(), alice.next()));
      granted(open.resume(alice.device(), alice.next()));
    }

    @Test
    void thirtyDaysUnusedEndIt() {
      fixture.clock.pass(SignIn.TOKEN_LIFE.plusSeconds(1));
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
    }

    @Test
    void signingOutEndsIt() {
      RecordingSession session = fixture.session(alice);
      open.signOut.signOut(session);
      assertEquals(Optional.of(SessionEnd.SIGNED_OUT), session.end());
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
    }
  }

  @Nested
  class RegistrationPolicies {
    @Test
    void closedRefusesEverybody() {
      AccountFixture.Rules closed = fixture.rules(RegistrationPolicy.CLOSED);
      assertEquals(new Refused(Reason.REGISTRATION_CLOSED), closed.register("bob"));
      assertEquals(WRONG, closed.signIn(HOME, "bob", GOOD));
    }

    @Test
    void openChecksNameAndPassword() {
      assertEquals(new Refused(Reason.NAME_TAKEN), open.register("alice"));
      assertEquals(new Refused(Reason.NAME_TAKEN), open.register("AIice"));
      assertEquals(new Refused(Reason.NAME_NOT_ALLOWED), open.register("аlice"));
      assertEquals(
          new Refused(Reason.PASSWORD_NOT_ALLOWED),
          open.register("bob", new Password("password1"), Optional.empty()));
      granted(open.register("bob"));
    }

    @Test
    void inviteTakesACodeOnce() throws Exception {
      AccountFixture.Rules invite = fixture.rules(RegistrationPolicy.INVITE);
      InvitationCode code = InvitationCode.random(new java.security.SecureRandom());
      try (var connection = fixture.database.getConnection()) {
        new JdbcAccounts(connection).invite(code, Duration.ofDays(10_000));
      }
      Refused refused = new Refused(Reason.INVITATION_REFUSED);
      assertEquals(refused, invite.register("bob"));
      assertEquals(refused, invite.register("bob", GOOD, Optional.of("00")));
      String typed = " " + code.text().toUpperCase(java.util.Locale.ROOT) + "\n";
      granted(invite.register("bob", GOOD, Optional.of(typed)));
      assertEquals(refused, invite.register("carol", GOOD, Optional.of(code.text())));
    }

    @Test
    void firstLoginMakesAnUnknownNameAnAccountAndChecksAKnownOne() {
      AccountFixture.Rules first = fixture.rules(RegistrationPolicy.FIRST_LOGIN);
      Granted bob = granted(first.signIn(HOME, "bob", GOOD));
      assertEquals(bob.user(), granted(first.signIn(HOME, "Bob", GOOD)).user());
      assertEquals(WRONG, first.signIn(HOME, "bob", OTHER));
      assertEquals(new Refused(Reason.NAME_TAKEN), first.signIn(HOME, "B0b", GOOD));
      assertEquals(
          new Refused(Reason.PASSWORD_NOT_ALLOWED),
          first.signIn(HOME, "carol", new Password("short")));
    }

    @Test
    void registrationsAreLimitedPerAddress() {
      AccountFixture.Rules fresh = fixture.rules(RegistrationPolicy.OPEN);
      for (int i = 0; i < 5; i++) {
        granted(fresh.register("person" + (char) ('a' + i)));
      }
      Refused refused = assertInstanceOf(Refused.class, fresh.register("personz"));
      assertEquals(Reason.TOO_MANY_ATTEMPTS, refused.reason());
    }
  }

  @Nested
  class ChangingThePassword {
    @Test
    void endsTheOtherDevicesAndTheirTokens() {
      Granted phone = granted(open.signIn(HOME, "Alice", GOOD));
      RecordingSession laptop = fixture.session(alice);
      RecordingSession other = fixture.session(phone);
      change(laptop, GOOD, OTHER);
      ServerMessage.PasswordChanged changed =
          assertInstanceOf(ServerMessage.PasswordChanged.class, laptop.pushed.get(0));
      assertEquals(Optional.empty(), laptop.end());
      assertEquals(Optional.of(SessionEnd.REVOKED), other.end());
      assertEquals(TOKEN_REFUSED, open.resume(phone.device(), phone.next()));
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
      granted(open.resume(alice.device(), changed.next()));
      assertEquals(WRONG, open.signIn(HOME, "Alice", GOOD));
      granted(open.signIn(HOME, "Alice", OTHER));
    }

    @Test
    void needsTheCurrentOneAndIsLimited() {
      RecordingSession laptop = fixture.session(alice);
      for (int i = 0; i < 3; i++) {
        change(laptop, OTHER, new Password("a third password"));
        assertEquals(Reason.SIGN_IN_REFUSED, reason(laptop, i));
      }
      change(laptop, GOOD, OTHER);
      assertEquals(Reason.TOO_MANY_ATTEMPTS, reason(laptop, 3));
      granted(open.signIn(HOME, "Alice", GOOD));
    }

    @Test
    void keepsToTheRulesForPasswords() {
      RecordingSession laptop = fixture.session(alice);
      change(laptop, GOOD, new Password("short"));
      change(laptop, GOOD, new Password("x".repeat(73)));
      change(laptop, GOOD, new Password("alice123"));
      for (int i = 0; i < 3; i++) {
        assertEquals(Reason.PASSWORD_NOT_ALLOWED, reason(laptop, i));
      }
    }

    private void change(RecordingSession session, Password current, Password replacement) {
      open.passwordChange.change(session, new ClientMessage.ChangePassword(current, replacement));
      open.settle();
    }

    private static Reason reason(RecordingSession session, int index) {
      return assertInstanceOf(ServerMessage.Refused.class, session.pushed.get(index)).reason();
    }
  }

  @Nested
  class Upkeep {
    @Test
    void closesTheSessionsOfDisabledAccountsAndRevokedDevices() {
      RecordingSession laptop = fixture.session(alice);
      RecordingSession bob = fixture.session(granted(open.register("bob")));
      open.upkeep.closeFallen();
      assertEquals(Optional.empty(), laptop.end());
      fixture.execute("UPDATE account SET disabled_at = UTC_TIMESTAMP(6) WHERE name = 'Alice'");
      open.upkeep.closeFallen();
      assertEquals(Optional.of(SessionEnd.REVOKED), laptop.end());
      assertEquals(Optional.empty(), bob.end());
      fixture.execute("DELETE FROM account WHERE name = 'bob'");
      open.upkeep.closeFallen();
      assertEquals(Optional.of(SessionEnd.REVOKED), bob.end());
    }

    @Test
    void aDisabledPersonComesBackWithThePasswordOnly() {
      SqlAccountAccess access = new SqlAccountAccess(fixture.database);
      Username name = Username.find("alice").orElseThrow();
      RecordingSession laptop = fixture.session(alice);
      access.disable(name);
      open.upkeep.closeFallen();
      assertEquals(Optional.of(SessionEnd.REVOKED), laptop.end());
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
      assertEquals(WRONG, open.signIn(HOME, "Alice", GOOD));
      access.enable(name);
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
      Granted back = granted(open.signIn(HOME, "Alice", GOOD));
      assertEquals(alice.user(), back.user());
      granted(open.resume(back.device(), back.next()));
    }

    @Test
    void dropsDevicesUnseenButNotConnectedOnes() {
      Granted phone = granted(open.signIn(HOME, "Alice", GOOD));
      fixture.session(phone);
      fixture.clock.pass(SignIn.TOKEN_LIFE.plusSeconds(1));
      assertEquals(List.of(alice.device()), open.upkeep.dropUnseen(SignIn.TOKEN_LIFE));
      assertEquals(TOKEN_REFUSED, open.resume(alice.device(), alice.next()));
      granted(open.resume(phone.device(), phone.next()));
    }
  }

  @Nested
  class WhenThereIsTooMuchToDo {
    @Test
    void aFullDatabaseQueueSaysBusy() {
      AccountParts parts = open.parts;
      AccountParts full =
          new AccountParts(
              parts.accounts(),
              parts.devices(),
              parts.settings(),
              parts.limits(),
              parts.hashing(),
              parts.pool(),
              work -> {
                throw new RejectedExecutionException();
              },
              parts.random(),
              parts.clock());
      SignIn signIn = new SignIn(full, new Registration(full), RecordingSession.only(List.of()));
      List<SignInResult> answers = new ArrayList<>();
      signIn.resume(HOME, new ClientMessage.Resume(alice.device(), alice.next()), answers::add);
      signIn.signIn(
          HOME, new ClientMessage.SignIn("Alice", GOOD, Optional.empty(), ""), answers::add);
      assertEquals(
          List.of(Reason.BUSY, Reason.BUSY),
          answers.stream().map(answer -> ((Refused) answer).reason()).toList());
    }

    @Test
    void aDatabaseThatIsAwaySaysTryAgain() {
      fixture.execute("ALTER TABLE device RENAME TO device_away");
      try {
        Refused refused =
            assertInstanceOf(Refused.class, open.resume(alice.device(), alice.next()));
        assertEquals(Reason.TRY_AGAIN, refused.reason());
        refused = assertInstanceOf(Refused.class, open.signIn(HOME, "Alice", GOOD));
        assertEquals(Reason.TRY_AGAIN, refused.reason());
      } finally {
        fixture.execute("ALTER TABLE device_away RENAME TO device");
      }
    }
  }

  @Test
  void tokensAreNotPrinted() {
    Token token = alice.next();
    assertTrue(!alice.toString().contains(token.value().toHex()));
  }
}
