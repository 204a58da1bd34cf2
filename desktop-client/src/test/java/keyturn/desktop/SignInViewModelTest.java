package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.desktop.signin.SignInField;
import keyturn.desktop.signin.SignInMode;
import keyturn.desktop.signin.SignInViewModel;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import org.junit.jupiter.api.Test;

class SignInViewModelTest {
  private final Desk desk = Desk.atSignIn();
  private final SignInViewModel signIn = desk.model.signIn();

  private static char[] secret(String text) {
    return text.toCharArray();
  }

  private void submit(String password, String repeat) {
    signIn.submit(secret(password), secret(repeat));
  }

  @Test
  void howLongAPasswordMustBeIsNotMadeUp() {
    Desk unanswered = Desk.atSignIn();
    unanswered.model.signIn().switchMode();
    String hint = unanswered.model.signIn().passwordHintProperty().get();
    assertTrue(hint.contains("when the server answers"), hint);
    unanswered.say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN));
    hint = unanswered.model.signIn().passwordHintProperty().get();
    assertTrue(hint.contains("characters or more"), hint);
  }

  @Test
  void signsInAndTurnsToTheMainPage() {
    desk.say(Events.connected(), Events.welcomed(RegistrationPolicy.CLOSED));
    submit("correct horse", "");
    assertTrue(signIn.busyProperty().get());
    assertEquals(List.of("signIn max correct horse"), desk.asked());
    desk.say(Events.signedIn());
    assertEquals(Page.MAIN, desk.model.pageProperty().get());
    assertFalse(signIn.busyProperty().get());
  }

  @Test
  void wipesPasswordsThatAreNotHandedOn() {
    char[] password = secret("correct horse");
    char[] repeat = secret("correct horse");
    signIn.nameProperty().set(" ");
    signIn.submit(password, repeat);
    assertArrayEquals(new char[13], password);
    assertArrayEquals(new char[13], repeat);
    assertEquals(SignInField.NAME, signIn.focusProperty().get());
    assertEquals(List.of(), desk.asked());
  }

  @Test
  void offersAnAccountOnlyWhereTheServerAllowsIt() {
    assertFalse(signIn.createOfferedProperty().get(), "before the server has said anything");
    desk.say(Events.welcomed(RegistrationPolicy.CLOSED));
    assertFalse(signIn.createOfferedProperty().get());
    desk.say(Events.welcomed(RegistrationPolicy.OPEN));
    assertTrue(signIn.createOfferedProperty().get());
    desk.say(Events.welcomed(RegistrationPolicy.FIRST_LOGIN));
    assertFalse(signIn.createOfferedProperty().get());
    assertFalse(signIn.passwordHintProperty().get().isEmpty());
  }

  @Test
  void anAccountNeedsTheSamePasswordTwiceAndLongEnough() {
    desk.say(Events.welcomed(RegistrationPolicy.OPEN));
    signIn.switchMode();
    submit("short", "short");
    assertEquals(SignInField.PASSWORD, signIn.focusProperty().get());
    submit("long enough", "long enouhg");
    assertEquals(SignInField.REPEAT, signIn.focusProperty().get());
    assertEquals(List.of(), desk.asked());
    submit("long enough", "long enough");
    assertEquals(List.of("register max long enough -"), desk.asked());
  }

  @Test
  void asksForAnInvitationWhereTheServerWantsOne() {
    desk.say(Events.welcomed(RegistrationPolicy.INVITE));
    signIn.switchMode();
    assertTrue(signIn.invitationAskedProperty().get());
    submit("long enough", "long enough");
    assertEquals(SignInField.INVITATION, signIn.focusProperty().get());
    signIn.invitationProperty().set("ABC ");
    submit("long enough", "long enough");
    assertEquals(List.of("register max long enough ABC"), desk.asked());
  }

  @Test
  void wrongServerWrongPasswordAndIncompatibleProgramAreThreeTexts() {
    Set<String> texts = new HashSet<>();
    submit("correct horse", "");
    desk.say(new ClientEvent.SignInRefused(Reason.SIGN_IN_REFUSED, Duration.ZERO));
    texts.add(signIn.errorProperty().get());
    assertEquals(SignInField.PASSWORD, signIn.focusProperty().get());
    submit("correct horse", "");
    desk.say(Events.offline(Duration.ofSeconds(1), 0));
    texts.add(signIn.errorProperty().get());
    assertEquals(SignInField.SERVER, signIn.focusProperty().get());
    submit("correct horse", "");
    desk.say(Events.link(new LinkState.Ended(LinkState.End.INCOMPATIBLE, "")));
    texts.add(signIn.errorProperty().get());
    assertEquals(3, texts.size());
    assertFalse(texts.contains(""));
  }

  @Test
  void anUnreachableServerIsNotTriedForEverWithThePassword() {
    submit("correct horse", "");
    ScriptedClient first = desk.client();
    desk.say(Events.offline(Duration.ofSeconds(1), 0));
    assertEquals(List.of("signIn max correct horse", "close"), first.asked);
    assertFalse(signIn.busyProperty().get());
    submit("correct horse", "");
    assertNotEquals(first, desk.client());
  }

  @Test
  void nothingIsHeardOfAServerThatWasReplaced() {
    ScriptedClient first = desk.client();
    signIn.serverProperty().set("other.example.org");
    signIn.serverEntered();
    first.say(Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
    assertFalse(signIn.createOfferedProperty().get());
    assertEquals(443, desk.client().server.port());
  }

  @Test
  void anAddressThatIsNoneIsExplained() {
    signIn.serverProperty().set("http://chat.example.org");
    submit("correct horse", "");
    assertEquals(SignInField.SERVER, signIn.focusProperty().get());
    assertTrue(signIn.errorProperty().get().contains("http://chat.example.org"));
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamedNotTheServer() {
    submit("correct horse", "");
    desk.say(
        keyturn.client.Trouble.VAULT_IN_USE.problem(),
        new ClientEvent.SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
    assertTrue(signIn.errorProperty().get().startsWith("Another Keyturn program"));
  }

  @Test
  void aStoreThatWasSetAsideIsToldAfterSigningIn() {
    submit("correct horse", "");
    desk.say(keyturn.client.Trouble.VAULT_SET_ASIDE.problem(), Events.signedIn());
    assertTrue(desk.model.link().bannerProperty().get().isPresent());
  }

  @Test
  void saysWhenToTryAgain() {
    submit("correct horse", "");
    desk.say(new ClientEvent.SignInRefused(Reason.TOO_MANY_ATTEMPTS, Duration.ofSeconds(90)));
    assertTrue(signIn.errorProperty().get().contains("90 s"));
  }

  @Test
  void everyReasonHasAText() {
    for (Reason reason : Reason.values()) {
      desk.say(new ClientEvent.SignInRefused(reason, Duration.ZERO));
      assertFalse(signIn.errorProperty().get().isEmpty(), reason.name());
    }
    for (LinkState.End end : LinkState.End.values()) {
      Desk other = Desk.atSignIn();
      other.say(Events.link(new LinkState.Ended(end, "")));
      SignInViewModel model = other.model.signIn();
      String said = model.errorProperty().get() + model.noticeProperty().get();
      assertFalse(said.isEmpty(), end.name());
    }
  }

  @Test
  void aSessionThatEndsHasAPageThatSaysWhyAndLeadsBackHere() {
    Desk signedIn = Desk.signedIn();
    signedIn.say(Events.link(new LinkState.Ended(LinkState.End.REPLACED, "")));
    assertEquals(Page.ENDED, signedIn.model.pageProperty().get());
    assertTrue(
        signedIn.model.ended().endedProperty().get().orElseThrow().title().contains("elsewhere"));
    signedIn.model.ended().signInAgain();
    assertEquals(Page.SIGN_IN, signedIn.model.pageProperty().get());
    assertEquals("", signedIn.model.signIn().errorProperty().get());
    assertEquals("max", signedIn.model.signIn().nameProperty().get());
  }

  @Test
  void aSpentTokenAsksForThePasswordAgain() {
    Desk signedIn = Desk.signedIn();
    signedIn.say(new ClientEvent.SignInRefused(Reason.TOKEN_REFUSED, Duration.ZERO));
    assertEquals(Page.ENDED, signedIn.model.pageProperty().get());
    signedIn.model.ended().signInAgain();
    assertEquals(Page.SIGN_IN, signedIn.model.pageProperty().get());
  }

  @Test
  void aBusyServerDoesNotTakeTheConversationsAway() {
    Desk signedIn = Desk.signedIn();
    signedIn.say(new ClientEvent.SignInRefused(Reason.BUSY, Duration.ofSeconds(2)));
    assertEquals(Page.MAIN, signedIn.model.pageProperty().get());
  }

  @Test
  void withoutACommandLineNothingIsAskedOfAnyServer() {
    Desk empty = new Desk();
    empty.model.start(Optional.empty(), Optional.empty());
    assertEquals(List.of(), empty.clients);
    assertEquals(SignInMode.SIGN_IN, empty.model.signIn().modeProperty().get());
  }
}
