package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.DevicesAnswer;
import keyturn.client.LinkState;
import keyturn.client.OwnDevice;
import keyturn.desktop.settings.DevicesViewModel;
import keyturn.desktop.settings.DevicesViewModel.Step;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicesViewModelTest {
  private static final OwnDevice LAPTOP =
      new OwnDevice(new DeviceId(11), "laptop", Desk.NOON, Desk.NOON, true, true);
  private static final OwnDevice PHONE =
      new OwnDevice(new DeviceId(12), "phone", Desk.NOON, Desk.NOON, false, false);

  private final Desk desk = Desk.signedIn();
  private final DevicesViewModel devices = desk.model.settings().devices();

  @BeforeEach
  void two() {
    answer(new DevicesAnswer.Devices(List.of(LAPTOP, PHONE)));
    devices.load();
    desk.asked();
  }

  private void answer(DevicesAnswer answer) {
    desk.client().devices = answer;
  }

  @Test
  void aDeviceIsRenamed() {
    devices.begin(PHONE, Step.RENAMING);
    devices.rename("  Küche ");
    assertEquals(List.of("renameDevice 12 Küche"), desk.asked());
    assertEquals(Optional.empty(), devices.openProperty().get());
  }

  @Test
  void nothingIsRevokedWithoutTheSecondQuestion() {
    devices.revoke();
    devices.begin(PHONE, Step.RENAMING);
    devices.revoke();
    devices.begin(PHONE, Step.REVOKING);
    devices.cancel();
    devices.revoke();
    assertEquals(List.of(), desk.asked());
    devices.begin(PHONE, Step.REVOKING);
    answer(new DevicesAnswer.Devices(List.of(LAPTOP)));
    devices.revoke();
    assertEquals(List.of("revokeDevice 12"), desk.asked());
    assertEquals(List.of(LAPTOP), devices.devices());
  }

  @Test
  void aRefusalIsSaidAndWhatWasTypedStays() {
    devices.begin(PHONE, Step.RENAMING);
    answer(new DevicesAnswer.Refused(Reason.TOO_MANY_ATTEMPTS, Duration.ofMillis(1_500)));
    devices.rename("kitchen");
    assertTrue(devices.errorProperty().get().contains("1 s"));
    assertTrue(devices.openProperty().get().isPresent());
    assertFalse(devices.busyProperty().get());
    answer(new DevicesAnswer.Unreachable());
    devices.rename("kitchen");
    assertTrue(devices.errorProperty().get().contains("no connection"));
    for (Reason reason : Reason.values()) {
      answer(new DevicesAnswer.Refused(reason, Duration.ZERO));
      devices.rename("kitchen");
      assertFalse(devices.errorProperty().get().isBlank(), reason.name());
    }
    desk.asked();
    devices.rename("   ");
    assertEquals(List.of(), desk.asked());
    assertFalse(devices.errorProperty().get().isEmpty());
  }

  @Test
  void nothingOfItIsLeftAfterTheSession() {
    devices.begin(PHONE, Step.REVOKING);
    desk.say(Events.link(new LinkState.Ended(LinkState.End.REVOKED, "")));
    assertEquals(List.of(), devices.devices());
    assertEquals(Optional.empty(), devices.openProperty().get());
  }
}
