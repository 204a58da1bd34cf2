package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import keyturn.client.DeliveryState;
import keyturn.desktop.preferences.LockAfter;
import keyturn.desktop.signin.SignInMode;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;

class LockTest {
  private final Desk desk = Desk.talking();

  @Test
  void aLockedWindowShowsNothingAndItsClientIsClosed() {
    desk.say(Events.message(Events.own(1, 1, 1, "secret", Desk.NOON, DeliveryState.STORED)));
    desk.model.lock();

    assertTrue(desk.clients.get(0).asked.contains("close"), "the vault's key goes with the client");
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
    assertEquals(SignInMode.UNLOCK, desk.model.signIn().modeProperty().get());
    assertEquals(List.of(), desk.texts());
    assertEquals(0, desk.model.people().rows().size());
  }

  @Test
  void thePasswordBringsEverythingBack() {
    desk.model.lock();
    desk.say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN));
    desk.model.signIn().submit("correct horse".toCharArray(), new char[0]);
    assertEquals(List.of("signIn max correct horse"), desk.asked());
    desk.say(Events.signedIn(), Events.conversation(1, 2, "Ada", 0));
    assertEquals(Page.MAIN, desk.model.pageProperty().get());
    assertEquals(1, desk.model.people().rows().size());
    assertEquals(SignInMode.SIGN_IN, desk.model.signIn().modeProperty().get());
  }

  @Test
  void itLocksItselfWhenNobodyTouchesIt() {
    desk.computer.preferences.change(was -> was.withLock(Optional.of(new LockAfter(5))));
    desk.pass(Duration.ofMinutes(4));
    desk.model.touched();
    desk.pass(Duration.ofMinutes(4));
    assertEquals(Page.MAIN, desk.model.pageProperty().get());
    desk.pass(Duration.ofMinutes(1));
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
  }

  @Test
  void itDoesNotUnlessAskedTo() {
    desk.pass(Duration.ofDays(1));
    assertEquals(Page.MAIN, desk.model.pageProperty().get());
  }
}
