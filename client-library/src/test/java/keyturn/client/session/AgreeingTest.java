package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ClientMessage.Acknowledge;
import keyturn.protocol.message.ClientMessage.Have;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.protocol.message.ServerMessage.Agreed;
import keyturn.protocol.message.ServerMessage.Agreement;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.ServerMessage.Receipt;
import keyturn.protocol.message.ServerMessage.Receipts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that came back from an older backup, and one that did not. */
class AgreeingTest {
  private final Stage stage = new Stage().signedIn();

  /** What the server has in the conversation. */
  private final NavigableMap<Long, MessageId> database = new TreeMap<>();

  @BeforeEach
  void agreeByHand() {
    stage.agrees = false;
  }

  private void bobSays(String text) {
    long sequence = database.isEmpty() ? 1 : database.lastKey() + 1;
    MessageId id = Stage.messageId(text);
    database.put(sequence, id);
    stage.say(Stage.deliver(id, Stage.BOB, Stage.BOBS_DEVICE, sequence, 1, text, 20));
  }

  private MessageId aliceSays(String text) {
    MessageId id = stage.send(text);
    accept(stage.sends().get(0));
    return id;
  }

  private void accept(ClientMessage.Send send) {
    long sequence = database.isEmpty() ? 1 : database.lastKey() + 1;
    database.put(sequence, send.id());
    stage.accept(send, sequence);
  }

  /** Answers what is asked as the specification says, until nothing is asked any more. */
  private int answer() {
    int rounds = 0;
    List<Have> asked = stage.server.take(Have.class);
    while (!asked.isEmpty()) {
      rounds++;
      for (Have have : asked) {
        long agreed =
            have.places().stream()
                .filter(place -> place.id().equals(database.get(place.sequence())))
                .mapToLong(Place::sequence)
                .max()
                .orElse(0);
        stage.say(new Agreed(List.of(new Agreement(Stage.TALK, Optional.of(agreed)))));
      }
      asked = stage.server.take(Have.class);
    }
    return rounds;
  }

  private void restoreTo(long sequence) {
    database.tailMap(sequence, false).clear();
  }

  private void comeBack() {
    stage.comeBack();
    answer();
    stage.sayConversation(database.isEmpty() ? 0 : database.lastKey());
    stage.sayKey(1, 30_000);
  }

  private static StoredMessage only(List<StoredMessage> all, String text) {
    List<StoredMessage> found =
        all.stream().filter(message -> message.text().equals(Optional.of(text))).toList();
    assertEquals(1, found.size(), text);
    return found.get(0);
  }

  @Test
  void asksForNothingWhereItHasNothing() {
    stage.comeBack();

    assertTrue(stage.server.take(Have.class).isEmpty());
    assertEquals(2, stage.events(ClientEvent.SignedIn.class).size());
  }

  @Test
  void asksAboutTheNewestMessageAndGoesOnWhenTheServerHasIt() {
    stage.sayKey(1, 30_000);
    bobSays("one");
    bobSays("two");
    stage.comeBack();

    assertEquals(
        List.of(new Have(List.of(new Place(Stage.TALK, 2, Stage.messageId("two"))))),
        stage.server.take(Have.class));
    assertEquals(1, stage.events(ClientEvent.SignedIn.class).size());
    stage.say(new Agreed(List.of(new Agreement(Stage.TALK, Optional.of(2L)))));

    assertEquals(2, stage.events(ClientEvent.SignedIn.class).size());
    assertTrue(stage.problems().isEmpty());
  }

  @Test
  void whatComesMeanwhileWaitsForTheAnswer() {
    stage.sayKey(1, 30_000);
    bobSays("one");
    restoreTo(0);
    stage.comeBack();
    stage.server.take(Have.class);
    stage.sayConversation(1);
    stage.sayKey(1, 30_000);
    bobSays("another");
    assertEquals(1, stage.shown().size());
    assertTrue(stage.acknowledgements().isEmpty());

    stage.say(new Agreed(List.of(new Agreement(Stage.TALK, Optional.of(0L)))));

    assertEquals(OptionalLong.of(2), only(stage.shown(), "another").sequence());
    assertEquals(List.of(new Acknowledge(Stage.TALK, 1, 0)), stage.acknowledgements());
  }

  @Test
  void aNewMessageUnderASequenceThatIsKnownIsShown() {
    stage.sayKey(1, 30_000);
    for (int i = 1; i <= 40; i++) {
      bobSays("old " + i);
    }
    restoreTo(7);
    comeBack();

    bobSays("new");

    assertEquals(OptionalLong.of(41), only(stage.shown(), "new").sequence());
    assertEquals(List.of("server-restored"), stage.problems());
    assertEquals(new Acknowledge(Stage.TALK, 8, 0), last(stage.acknowledgements()));
  }

  private static <T> T last(List<T> all) {
    return all.get(all.size() - 1);
  }

  @Test
  void whatTheServerLostOfMineIsSentAgainInOrderUnderTheSameIds() {
    stage.sayKey(1, 30_000);
    MessageId kept = aliceSays("kept");
    MessageId first = aliceSays("first");
    bobSays("between");
    MessageId second = aliceSays("second");
    restoreTo(1);

    comeBack();

    List<ClientMessage.Send> sends = stage.sends();
    assertEquals(List.of(first, second), sends.stream().map(ClientMessage.Send::id).toList());
    assertEquals(DeliveryState.WAITING, stage.lastShown(first).state());
    sends.forEach(this::accept);
    assertEquals(DeliveryState.STORED, stage.lastShown(first).state());
    assertEquals(OptionalLong.of(1), stage.lastShown(kept).sequence());
    assertEquals(OptionalLong.of(5), stage.lastShown(first).sequence());
    assertEquals(OptionalLong.of(6), stage.lastShown(second).sequence());
    assertFalse(stage.problems().contains("vault-failed"));
  }

  @Test
  void whatWaitsGoesAfterWhatIsSentAgain() {
    stage.sayKey(1, 30_000);
    MessageId lost = aliceSays("lost");
    restoreTo(0);
    stage.server.drop();
    stage.loop.run();
    MessageId waiting = stage.send("waiting");
    stage.resumed();
    answer();
    stage.sayConversation(0);
    stage.sayKey(1, 30_000);

    assertEquals(
        List.of(lost, waiting), stage.sends().stream().map(ClientMessage.Send::id).toList());
  }

  @Test
  void whatIsSentAgainToOneWhoHasItIsNotShownTwice() {
    stage.sayKey(1, 30_000);
    bobSays("from bob");
    restoreTo(0);
    comeBack();

    bobSays("from bob");

    only(stage.shown(), "from bob");
    assertEquals(new Acknowledge(Stage.TALK, 1, 0), last(stage.acknowledgements()));
    comeBack();
    assertFalse(stage.problems().contains("messages-missing"));
  }

  @Test
  void receiptsOfTheLostDoNotCountForTheNew() {
    stage.sayKey(1, 30_000);
    aliceSays("one");
    MessageId two = aliceSays("two");
    stage.say(new Receipts(List.of(new Receipt(Stage.TALK, Stage.BOB, Stage.BOBS_DEVICE, 2, 2))));
    assertEquals(DeliveryState.READ, stage.lastShown(two).state());
    restoreTo(1);
    comeBack();
    stage.say(new Receipts(List.of(new Receipt(Stage.TALK, Stage.BOB, Stage.BOBS_DEVICE, 1, 1))));

    stage.sends().forEach(this::accept);

    assertEquals(DeliveryState.STORED, stage.lastShown(two).state());
    MessageId three = aliceSays("three");
    assertEquals(DeliveryState.STORED, stage.lastShown(three).state());
    stage.say(new Receipts(List.of(new Receipt(Stage.TALK, Stage.BOB, Stage.BOBS_DEVICE, 2, 2))));
    assertEquals(DeliveryState.READ, stage.lastShown(two).state());
    assertEquals(DeliveryState.STORED, stage.lastShown(three).state());
  }

  @Test
  void whatWasOnlyHeardOfDoesNotCountForTheNew() {
    // Bob has read what never came here before the server lost it.
    stage.sayKey(1, 30_000);
    aliceSays("one");
    stage.say(new Receipts(List.of(new Receipt(Stage.TALK, Stage.BOB, Stage.BOBS_DEVICE, 3, 3))));
    comeBack();

    MessageId two = aliceSays("two");

    assertEquals(DeliveryState.STORED, stage.lastShown(two).state());
  }

  @Test
  void whatWasReadBeforeDoesNotMakeTheNewRead() {
    stage.sayKey(1, 30_000);
    bobSays("one");
    bobSays("two");
    stage.session.markRead(Stage.TALK, 2);
    stage.loop.run();
    assertEquals(List.of(new Acknowledge(Stage.TALK, 2, 2)), stage.acknowledgements());
    restoreTo(1);
    comeBack();

    bobSays("new");

    assertEquals(DeliveryState.STORED, only(stage.shown(), "new").state());
    assertEquals(new Acknowledge(Stage.TALK, 2, 1), last(stage.acknowledgements()));
  }

  @Test
  void aSecondReturnIsFoundAsWell() {
    stage.sayKey(1, 30_000);
    MessageId one = aliceSays("one");
    MessageId two = aliceSays("two");
    restoreTo(1);
    comeBack();
    stage.sends().forEach(this::accept);
    bobSays("more");
    restoreTo(1);
    comeBack();

    List<ClientMessage.Send> sends = stage.sends();
    assertEquals(List.of(two), sends.stream().map(ClientMessage.Send::id).toList());
    sends.forEach(this::accept);
    restoreTo(0);
    comeBack();
    assertEquals(List.of(one, two), stage.sends().stream().map(ClientMessage.Send::id).toList());
  }

  @Test
  void theSameServerIsAskedOnceAfterwards() {
    stage.sayKey(1, 30_000);
    bobSays("one");
    bobSays("two");
    bobSays("three");
    restoreTo(1);
    comeBack();
    stage.comeBack();

    assertEquals(1, answer());
    assertEquals(List.of("server-restored"), stage.problems());
  }

  @Test
  void aConnectionThatBreaksMeanwhileChangesNothing() {
    stage.sayKey(1, 30_000);
    MessageId lost = aliceSays("lost");
    aliceSays("lost too");
    restoreTo(0);
    stage.comeBack();
    stage.server.take(Have.class);
    stage.say(new Agreed(List.of(new Agreement(Stage.TALK, Optional.of(0L)))));
    // The search has begun; the next connection begins it anew.
    comeBack();

    assertEquals(lost, stage.sends().get(0).id());
    assertEquals(List.of("server-restored"), stage.problems());
  }

  @Test
  void inAConversationThatIsGoneOnlyWhatNobodyHasIsNotDelivered() {
    stage.sayKey(1, 30_000);
    MessageId delivered = aliceSays("delivered");
    MessageId nobodys = aliceSays("nobody has it");
    stage.say(new Receipts(List.of(new Receipt(Stage.TALK, Stage.BOB, Stage.BOBS_DEVICE, 1, 0))));
    stage.comeBack();
    stage.server.take(Have.class);

    stage.say(new Agreed(List.of(new Agreement(Stage.TALK, Optional.empty()))));

    assertEquals(DeliveryState.DELIVERED, stage.lastShown(delivered).state());
    assertEquals(DeliveryState.NOT_DELIVERED, stage.lastShown(nobodys).state());
    assertEquals(List.of("conversation-lost"), stage.problems());
    assertTrue(stage.sends().isEmpty());
  }

  @Test
  void anEndThatTheServerForgotIsSaidAgain() {
    stage.say(Stage.conversation(ConversationState.ENDED, 0));
    stage.comeBack();

    stage.sayConversation(0);

    assertEquals(
        List.of(new ClientMessage.LeaveConversation(Stage.TALK)),
        stage.server.take(ClientMessage.LeaveConversation.class));
    List<ClientEvent.ConversationChanged> shown =
        stage.events(ClientEvent.ConversationChanged.class);
    assertEquals(ConversationState.ENDED, last(shown).conversation().state());
  }

  @Test
  void anAnswerToNoQuestionEndsTheConnection() {
    stage.say(new Agreed(List.of(new Agreement(Stage.TALK, Optional.of(0L)))));

    assertFalse(stage.server.isConnected());
  }

  @Test
  void theWholeStoryAgreesWhereverTheServerReturnsTo() {
    for (int to = 0; to <= 9; to++) {
      AgreeingTest other = new AgreeingTest();
      other.agreeByHand();
      other.returnTo(to);
    }
  }

  private void returnTo(long sequence) {
    stage.sayKey(1, 30_000);
    for (int i = 0; i < 3; i++) {
      bobSays("b" + i);
      aliceSays("a" + i);
      bobSays("c" + i);
    }
    Map<Long, MessageId> before = Map.copyOf(database);
    restoreTo(sequence);
    comeBack();
    stage.sends().forEach(this::accept);
    // Bob's client does the same.
    for (Map.Entry<Long, MessageId> lost : new TreeMap<>(before).entrySet()) {
      boolean bobs = lost.getValue().value().at(0) != 'a' && !isAlices(lost.getValue());
      if (lost.getKey() > sequence && bobs) {
        long next = database.isEmpty() ? 1 : database.lastKey() + 1;
        database.put(next, lost.getValue());
        stage.say(
            Stage.deliver(lost.getValue(), Stage.BOB, Stage.BOBS_DEVICE, next, 1, "again", 20));
      }
    }
    assertEquals(9, database.size(), "everything is there again, once");
    long shownOfBob = stage.shown().stream().filter(message -> !message.mine()).count();
    assertEquals(6, shownOfBob, "and nothing was shown twice");
    assertEquals(new Acknowledge(Stage.TALK, 9, 0), last(stage.acknowledgements()));
  }

  private boolean isAlices(MessageId id) {
    return stage.shown().stream().anyMatch(shown -> shown.mine() && shown.id().equals(id));
  }
}
