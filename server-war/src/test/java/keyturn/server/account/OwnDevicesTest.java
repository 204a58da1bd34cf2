package keyturn.server.account;

import static keyturn.server.account.AccountFixture.GOOD;
import static keyturn.server.account.AccountFixture.HOME;
import static keyturn.server.account.AccountFixture.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage;
import keyturn.server.account.SignInResult.Granted;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.session.SessionEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with their devices, and what strangers and floods try. */
class OwnDevicesTest {
  private static final DeviceId NOBODYS = new DeviceId(Long.MAX_VALUE);

  private static AccountFixture fixture;

  private AccountFixture.Rules open;
  private Granted laptop;
  private Granted phone;
  private RecordingSession session;
  private long request;

  @BeforeAll
  static void start() {
    fixture = new AccountFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void aliceHasTwoDevices() {
    fixture.execute("DELETE FROM account");
    fixture.sessions.clear();
    open = fixture.rules(RegistrationPolicy.OPEN);
    laptop = granted(open.register("Alice"));
    phone = granted(open.signIn(HOME, "Alice", GOOD));
    session = fixture.session(laptop);
    request = 0;
  }

  @Test
  void theListHasOnesOwnAndSaysWhichAreConnected() {
    granted(open.register("mallory"));
    List<ServerMessage.OwnDevice> devices = list();
    assertEquals(2, devices.size());
    assertTrue(of(devices, laptop.device()).connected());
    assertFalse(of(devices, phone.device()).connected());
    assertEquals("laptop", of(devices, phone.device()).name());
    assertEquals(fixture.clock.millis(), of(devices, phone.device()).lastSeenMillis());
  }

  @Test
  void aNameIsKeptAlsoThroughTheNextSignIn() {
    rename(phone.device(), "Küche 🍳");
    assertEquals("Küche 🍳", of(answer(), phone.device()).name());
    granted(open.signIn(HOME, "Alice", GOOD, Optional.of(phone.device())));
    assertEquals("Küche 🍳", of(list(), phone.device()).name());
    rename(phone.device(), "Küche 🍳");
    assertEquals("Küche 🍳", of(answer(), phone.device()).name(), "the same name once more");
  }

  @Test
  void whatCannotBeShownIsLeftOutOfANameAndTheRestIsShort() {
    assertEquals("laptop exe.moc", renamed("lap\u0000top\n \u202eexe.moc\u200b\u2066"));
    assertEquals("device", renamed("\u202e\u0007\ufeff  "));
    assertEquals(64, renamed("x".repeat(256)).length());
    assertEquals("é", renamed("e\u0301"));
    assertEquals("'; DROP TABLE device; -- <b>", renamed("'; DROP TABLE device; -- <b>"));
  }

  @Test
  void anotherPersonsDeviceIsRefusedAsOneThatIsNot() {
    Granted mallory = granted(open.register("mallory"));
    RecordingSession attacker = fixture.session(mallory);
    session = attacker;
    for (DeviceId device : List.of(laptop.device(), NOBODYS)) {
      rename(device, "mine");
      assertEquals(Reason.NOT_ALLOWED, refused());
      revoke(device);
      assertEquals(Reason.NOT_ALLOWED, refused());
    }
    session = fixture.sessions.get(0);
    assertTrue(session.isOpen());
    assertEquals(List.of("laptop", "laptop"), names(list()));
    granted(open.resume(phone.device(), phone.next()));
  }

  @Test
  void revokingEndsTokensAndTheConnectionOfThatDeviceOnly() {
    RecordingSession lost = fixture.session(phone);
    revoke(phone.device());
    List<ServerMessage.OwnDevice> left = answer();
    assertEquals(List.of(laptop.device()), left.stream().map(d -> d.device()).toList());
    assertEquals(Optional.of(SessionEnd.REVOKED), lost.end());
    assertTrue(session.isOpen());
    assertInstanceOf(Refused.class, open.resume(phone.device(), phone.next()));
    granted(open.resume(laptop.device(), laptop.next()));

    revoke(phone.device());
    assertEquals(Reason.NOT_ALLOWED, refused(), "a second time");
    rename(phone.device(), "gone");
    assertEquals(Reason.NOT_ALLOWED, refused());
    granted(open.signIn(HOME, "Alice", GOOD, Optional.of(phone.device())));
    assertEquals(2, list().size(), "the password brings it back");
  }

  @Test
  void theOwnDeviceMayRevokeItself() {
    revoke(laptop.device());
    assertEquals(Optional.of(SessionEnd.REVOKED), session.end());
    assertInstanceOf(Refused.class, open.resume(laptop.device(), laptop.next()));
    granted(open.resume(phone.device(), phone.next()));
  }

  @Test
  void theOnlyDeviceMayRevokeItself() {
    revoke(phone.device());
    session.pushed.clear();
    revoke(laptop.device());
    assertEquals(Optional.of(SessionEnd.REVOKED), session.end());
    assertEquals(List.of(), session.pushed, "there is no list of no devices");
  }

  @Test
  void tenThousandRenamesCostThirty() {
    for (int i = 0; i < 10_000; i++) {
      rename(phone.device(), "name" + i);
    }
    long changed = session.pushed.stream().filter(ServerMessage.Devices.class::isInstance).count();
    assertEquals(AttemptLimits.DEVICE_REQUESTS, changed);
    ServerMessage.Refused last =
        assertInstanceOf(ServerMessage.Refused.class, session.pushed.get(9_999));
    assertEquals(Reason.TOO_MANY_ATTEMPTS, last.reason());
    assertTrue(last.retryAfterMillis() > 0 && last.retryAfterMillis() <= 2_000);
    assertEquals(request, last.request());

    session = fixture.session(granted(open.register("bob")));
    assertEquals(1, list().size(), "nobody else is concerned");
    session = fixture.sessions.get(0);
    fixture.clock.pass(Duration.ofSeconds(2));
    assertTrue(names(list()).contains("name29"));
  }

  @Test
  void moreDevicesThanAMessageHoldsAreCutToThoseSeenLast() {
    for (int i = 0; i < 205; i++) {
      fixture.execute(
          "INSERT INTO device (account_id, name, created_at, last_seen_at, spent_tokens) SELECT id,"
              + " REPEAT('🍳', 64), '2020-01-01', '2020-01-01', '' FROM account");
    }
    List<ServerMessage.OwnDevice> devices = list();
    assertEquals(200, devices.size());
    assertTrue(devices.subList(0, 2).stream().anyMatch(d -> d.device().equals(laptop.device())));
    byte[] whole = MessageCodec.encode(new ServerMessage.Devices(1, devices));
    assertTrue(whole.length <= Limits.MAX_MESSAGE_BYTES);
  }

  @Test
  void aDatabaseThatIsAwaySaysTryAgain() {
    fixture.execute("ALTER TABLE device RENAME TO device_away");
    try {
      revoke(phone.device());
      assertEquals(Reason.TRY_AGAIN, refused());
    } finally {
      fixture.execute("ALTER TABLE device_away RENAME TO device");
    }
    granted(open.resume(phone.device(), phone.next()));
  }

  private String renamed(String name) {
    rename(phone.device(), name);
    return of(answer(), phone.device()).name();
  }

  private void rename(DeviceId device, String name) {
    open.ownDevices.rename(session, new ClientMessage.RenameDevice(++request, device, name));
  }

  private void revoke(DeviceId device) {
    open.ownDevices.revoke(session, new ClientMessage.RevokeDevice(++request, device));
  }

  private List<ServerMessage.OwnDevice> list() {
    open.ownDevices.list(session, new ClientMessage.ListDevices(++request));
    return answer();
  }

  private List<ServerMessage.OwnDevice> answer() {
    ServerMessage.Devices devices = assertInstanceOf(ServerMessage.Devices.class, last());
    assertEquals(request, devices.request());
    return devices.devices();
  }

  private Reason refused() {
    ServerMessage.Refused refused = assertInstanceOf(ServerMessage.Refused.class, last());
    assertEquals(request, refused.request());
    return refused.reason();
  }

  private ServerMessage last() {
    return session.pushed.get(session.pushed.size() - 1);
  }

  private static List<String> names(List<ServerMessage.OwnDevice> devices) {
    return devices.stream().map(ServerMessage.OwnDevice::name).toList();
  }

  private static ServerMessage.OwnDevice of(
      List<ServerMessage.OwnDevice> devices, DeviceId wanted) {
    return devices.stream().filter(d -> d.device().equals(wanted)).findFirst().orElseThrow();
  }
}
