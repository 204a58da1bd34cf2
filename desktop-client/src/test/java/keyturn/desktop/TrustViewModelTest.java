package keyturn.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.crypto.Fingerprint;
import keyturn.desktop.trust.TrustViewModel;
import org.junit.jupiter.api.Test;

class TrustViewModelTest {
  private static final Fingerprint NEW = Events.fingerprint("new");
  private static final Fingerprint OLD = Events.fingerprint("old");

  private final Desk desk = Desk.atSignIn();
  private final TrustViewModel trust = desk.model.trust();

  private void ask(Optional<Fingerprint> pinned) {
    desk.say(
        new ClientEvent.ServerUntrusted("chat.example.org:8443", NEW, pinned, Optional.empty()));
  }

  @Test
  void firstContactIsTrustedOnlyWhenCompared() {
    ask(Optional.empty());
    assertEquals(Page.TRUST, desk.model.pageProperty().get());
    trust.accept();
    assertEquals(List.of(), desk.asked(), "not compared yet");
    trust.comparedProperty().set(true);
    trust.accept();
    assertEquals(List.of("trust " + NEW), desk.asked());
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
  }

  @Test
  void showsSixWordsAndTheFingerprint() {
    ask(Optional.empty());
    TrustViewModel.Question question = trust.questionProperty().get().orElseThrow();
    assertEquals(NEW.words(), List.of(question.words().split(" +")));
    assertEquals(NEW.toString(), question.fingerprint());
    assertFalse(question.changed());
  }

  @Test
  void aChangedKeyShowsBothAndNeedsTheServersName() {
    ask(Optional.of(OLD));
    TrustViewModel.Question question = trust.questionProperty().get().orElseThrow();
    assertTrue(question.changed());
    assertEquals(OLD.words(), List.of(question.oldWords().orElseThrow().split(" +")));
    trust.comparedProperty().set(true);
    assertFalse(trust.acceptableProperty().get(), "a tick is not enough");
    trust.typedServerProperty().set("chat.example.com");
    assertFalse(trust.acceptableProperty().get());
    trust.typedServerProperty().set(" Chat.Example.org ");
    assertTrue(trust.acceptableProperty().get());
    trust.accept();
    assertEquals(List.of("trust " + NEW), desk.asked());
  }

  @Test
  void nothingTypedBeforeCountsForTheNextQuestion() {
    ask(Optional.empty());
    trust.comparedProperty().set(true);
    ask(Optional.empty());
    assertFalse(trust.acceptableProperty().get());
  }

  @Test
  void refusingGoesBackToSignInWithTheReason() {
    ask(Optional.empty());
    trust.refuse();
    assertEquals(List.of("refuseTrust"), desk.asked());
    desk.say(Events.link(new LinkState.Ended(LinkState.End.UNTRUSTED, "")));
    assertEquals(Page.SIGN_IN, desk.model.pageProperty().get());
    assertTrue(desk.model.signIn().errorProperty().get().contains("not trusted"));
  }
}
