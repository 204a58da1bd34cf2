package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.Trouble;
import keyturn.desktop.preferences.Keeping;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;

/** Staying signed in by the system's keyring. */
class KeptSignInTest {
  private static final String MAX = "max at " + Desk.SERVER;

  private final Desk desk = new Desk();

  private void start() {
    desk.model.start(Optional.of(Desk.SERVER), Optional.of("max"));
    desk.say(Events.connected(), Events.welcomed(RegistrationPolicy.CLOSED));
  }

  /** As somebody left it who ticked the box the last time. */
  private void startKept() {
    desk.computer.hasKeyring = true;
    desk.computer.preferences.change(
        was ->
            was.withLast(Optional.of(Desk.SERVER), Optional.of("max"))
                .withKeeping(Keeping.KEYRING));
    start();
  }

  private Keeping keeping() {
    return desk.computer.preferences.get().keeping();
  }

  private String secret() {
    return Optional.ofNullable(desk.computer.secrets.get(MAX)).orElseThrow();
  }

  @Test
  void isOfferedOnlyWhereAKeyringAnswersAndChosenByNobodyElse() {
    start();
    assertFalse(desk.model.signIn().kept().offeredProperty().get());
    desk.computer.hasKeyring = true;
    desk.model.signIn().kept().look();
    assertTrue(desk.model.signIn().kept().offeredProperty().get());
    assertFalse(desk.model.signIn().kept().wantedProperty().get());
    desk.say(Events.signedIn());
    assertEquals(Map.of(), desk.computer.secrets);
    assertEquals(Keeping.OFF, keeping());
  }

  @Test
  void whoTicksTheBoxIsSignedInByTheKeyringNextTime() {
    desk.computer.hasKeyring = true;
    start();
    desk.model.signIn().kept().wantedProperty().set(true);
    desk.asked();
    desk.say(Events.signedIn());
    String secret = secret();
    assertTrue(desk.asked().contains("keepSignedIn " + secret));
    assertEquals(Keeping.KEYRING, keeping());
    assertEquals(64, secret.length(), "32 bytes in hex");

    Desk next = new Desk();
    next.computer.hasKeyring = true;
    next.computer.secrets.putAll(desk.computer.secrets);
    next.computer.preferences.change(was -> desk.computer.preferences.get());
    next.model.start(Optional.empty(), Optional.empty());
    assertEquals(List.of("signInKept max " + secret), next.asked());
  }

  @Test
  void aSecretThatIsGoneIsExplainedAndNothingElseHappens() {
    startKept();
    assertEquals(Page.VAULT, desk.model.pageProperty().get());
    assertEquals(List.of(), desk.asked());
    desk.model.vault().back();
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
    assertTrue(desk.model.signIn().kept().wantedProperty().get(), "once more, if they like");
  }

  @Test
  void anotherSecretIsExplainedTheSameWay() {
    desk.computer.secrets.put(MAX, "ab".repeat(32));
    startKept();
    desk.say(
        Trouble.VAULT_KEPT_SECRET.problem(),
        new ClientEvent.SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
    assertEquals(Page.VAULT, desk.model.pageProperty().get());
    assertEquals(Map.of(MAX, "ab".repeat(32)), desk.computer.secrets, "it stays as it is");
  }

  @Test
  void aSessionThatIsOverAsksForThePassword() {
    desk.computer.secrets.put(MAX, "ab".repeat(32));
    startKept();
    desk.say(new ClientEvent.SignInRefused(Reason.TOKEN_REFUSED, Duration.ZERO));
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
    assertFalse(desk.model.signIn().busyProperty().get());
    assertFalse(desk.model.signIn().errorProperty().get().isEmpty());
  }

  @Test
  void whoSignsOutIsForgotten() {
    desk.computer.secrets.put(MAX, "ab".repeat(32));
    startKept();
    desk.say(Events.signedIn());
    desk.asked();
    desk.model.signOut();
    assertEquals(List.of("forgetKept", "signOut"), desk.asked());
    assertEquals(Map.of(), desk.computer.secrets);
    assertEquals(Keeping.OFF, keeping());
  }

  @Test
  void whoTakesTheTickAwayIsForgottenAtTheNextSignIn() {
    startKept();
    desk.model.vault().back();
    desk.model.signIn().kept().wantedProperty().set(false);
    desk.model.signIn().submit("the password".toCharArray(), new char[0]);
    desk.say(Events.connected(), Events.signedIn());
    assertTrue(desk.asked().contains("forgetKept"));
    assertEquals(Keeping.OFF, keeping());
  }

  @Test
  void anotherPasswordIsAnotherSecret() {
    desk.computer.secrets.put(MAX, "ab".repeat(32));
    startKept();
    desk.say(Events.signedIn());
    String first = secret();
    desk.say(new ClientEvent.PasswordChanged());
    assertNotEquals(first, secret());
  }
}
