package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.DevicesAnswer;
import keyturn.client.OwnDevice;
import keyturn.protocol.CloseCode;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import org.junit.jupiter.api.Test;

class DeviceRequestsTest {
  private static final DeviceId PHONE = new DeviceId(12);
  private static final DevicesAnswer UNREACHABLE = new DevicesAnswer.Unreachable();

  private final Stage stage = new Stage().signedIn();
  private final CompletableFuture<DevicesAnswer> answer = new CompletableFuture<>();

  @Test
  void theAnswerSaysWhichDeviceIsThisOne() {
    list(answer);
    long request = stage.server.expect(ClientMessage.ListDevices.class).request();
    stage.say(devices(request));
    assertEquals(
        List.of(
            new OwnDevice(
                Stage.ALICES_DEVICE,
                "laptop",
                Instant.ofEpochMilli(1),
                Instant.ofEpochMilli(2),
                true,
                true),
            new OwnDevice(
                PHONE, "phone", Instant.ofEpochMilli(3), Instant.ofEpochMilli(4), false, false)),
        assertInstanceOf(DevicesAnswer.Devices.class, answer.join()).devices());
  }

  @Test
  void eachAnswerAndRefusalGoesToWhomItBelongs() {
    CompletableFuture<DevicesAnswer> renamed = new CompletableFuture<>();
    CompletableFuture<DevicesAnswer> revoked = new CompletableFuture<>();
    stage.session.renameDevice(PHONE, "Küche", renamed);
    stage.session.open("carol", Optional.empty());
    stage.session.revokeDevice(PHONE, revoked);
    stage.loop.run();
    final ClientMessage.RenameDevice rename = stage.server.expect(ClientMessage.RenameDevice.class);
    ClientMessage.OpenConversation open = stage.server.expect(ClientMessage.OpenConversation.class);
    ClientMessage.RevokeDevice revoke = stage.server.expect(ClientMessage.RevokeDevice.class);
    assertEquals("Küche", rename.name());
    assertEquals(PHONE, revoke.device());

    stage.say(
        new ServerMessage.Refused(
            revoke.request(), Optional.empty(), Reason.TOO_MANY_ATTEMPTS, 1_500));
    assertEquals(
        new DevicesAnswer.Refused(Reason.TOO_MANY_ATTEMPTS, Duration.ofMillis(1_500)),
        revoked.join());
    assertFalse(renamed.isDone());
    stage.say(
        new ServerMessage.Refused(open.request(), Optional.empty(), Reason.UNKNOWN_PERSON, 0));
    assertEquals(List.of("unknown-person"), stage.problems(), "only what concerns no device");
    stage.say(devices(rename.request()));
    assertInstanceOf(DevicesAnswer.Devices.class, renamed.join());
  }

  @Test
  void nobodyWaitsForALostConnection() {
    list(answer);
    stage.server.drop();
    stage.loop.run();
    assertEquals(UNREACHABLE, answer.join());
    CompletableFuture<DevicesAnswer> offline = new CompletableFuture<>();
    list(offline);
    assertEquals(UNREACHABLE, offline.join());
  }

  @Test
  void revokingOneselfEndsTheSession() {
    stage.session.revokeDevice(Stage.ALICES_DEVICE, answer);
    stage.loop.run();
    stage.server.close(CloseCode.SESSION_ENDED.code());
    stage.loop.run();
    assertEquals(UNREACHABLE, answer.join());
  }

  @Test
  void aNameThatNoMessageTakesIsRefusedHere() {
    for (String name : List.of("", "x".repeat(257), "\ud800")) {
      CompletableFuture<DevicesAnswer> refused = new CompletableFuture<>();
      stage.session.renameDevice(PHONE, name, refused);
      stage.loop.run();
      assertEquals(
          new DevicesAnswer.Refused(Reason.NAME_NOT_ALLOWED, Duration.ZERO), refused.join());
    }
    assertTrue(stage.server.takeAll().isEmpty());
  }

  @Test
  void devicesThatNobodyAskedAboutCloseTheConnection() {
    stage.say(devices(77));
    assertFalse(stage.server.isConnected());
  }

  private void list(CompletableFuture<DevicesAnswer> result) {
    stage.session.devices(result);
    stage.loop.run();
  }

  private static ServerMessage.Devices devices(long request) {
    return new ServerMessage.Devices(
        request,
        List.of(
            new ServerMessage.OwnDevice(Stage.ALICES_DEVICE, "laptop", 1, 2, true),
            new ServerMessage.OwnDevice(PHONE, "phone", 3, 4, false)));
  }
}
