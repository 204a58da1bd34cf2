package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import keyturn.client.ClientEvent;
import keyturn.client.Trouble;
import keyturn.desktop.vault.VaultViewModel.Remedy;
import keyturn.desktop.vault.VaultViewModel.Shown;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages about stored messages that do not open. */
class VaultViewModelTest {
  private final Desk desk = Desk.atSignIn();

  private Shown shown() {
    return desk.model.vault().shownProperty().get().orElseThrow();
  }

  private void submit() {
    desk.say(Events.connected(), Events.welcomed(RegistrationPolicy.CLOSED));
    desk.model.signIn().submit("the new password".toCharArray(), new char[0]);
    desk.asked();
  }

  @Test
  void theOldPasswordIsAskedForOnceAndAgainIfItIsWrong() {
    submit();
    desk.say(new ClientEvent.VaultQuestion(Trouble.VAULT_OTHER_PASSWORD, 0));
    assertEquals(Page.VAULT, desk.model.pageProperty().get());
    assertEquals(Remedy.OLD_PASSWORD, shown().remedy());
    assertEquals("", shown().error());

    char[] typed = "no idea".toCharArray();
    desk.model.vault().open(typed);
    assertEquals(List.of("openOldVault no idea"), desk.asked());
    assertArrayEquals(new char[typed.length], typed);
    desk.say(new ClientEvent.VaultQuestion(Trouble.VAULT_OTHER_PASSWORD, 1));
    assertFalse(shown().error().isEmpty());

    // The connection is made anew for the vault's own device; that is no failure.
    desk.say(Events.offline(Duration.ZERO, 0));
    assertEquals(Page.VAULT, desk.model.pageProperty().get());
    desk.say(Events.signedIn());
    assertEquals(Page.MAIN, desk.model.pageProperty().get());
  }

  @Test
  void anEmptyStoreIsBegunOnlyIfTheUserSaysSo() {
    submit();
    desk.say(new ClientEvent.VaultQuestion(Trouble.VAULT_DAMAGED, 0));
    assertEquals(Remedy.BEGIN_ANEW, shown().remedy());
    assertEquals(List.of(), desk.asked());
    desk.model.vault().beginAnew();
    assertEquals(List.of("beginNewVault"), desk.asked());
  }

  @Test
  void goingBackGivesTheSignInUp() {
    submit();
    desk.say(new ClientEvent.VaultQuestion(Trouble.VAULT_DAMAGED, 0));
    desk.model.vault().back();
    assertEquals(List.of("close"), desk.asked());
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
    assertFalse(desk.model.signIn().busyProperty().get());
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"VAULT_IN_USE", "VAULT_NEWER", "VAULT_FAILED"})
  void whatOnlySomethingOutsideCanMendHasItsPage(Trouble trouble) {
    submit();
    desk.say(trouble.problem(), new ClientEvent.SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
    assertEquals(Page.VAULT, desk.model.pageProperty().get());
    assertEquals(Remedy.TRY_AGAIN, shown().remedy());
    assertTrue(shown().explained().length() > 40, shown().explained());
    desk.model.vault().back();
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
  }
}
