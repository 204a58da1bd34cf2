package keyturn.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import keyturn.client.outbox.Lane.Sent;
import keyturn.client.vault.VaultMessage;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long EPOCH = 7;

  private final Lane lane = new Lane();
  private final List<VaultMessage> messages =
      IntStream.range(0, 40).mapToObj(LaneTest::message).toList();

  private static VaultMessage message(int number) {
    return new VaultMessage(
        new ConversationId(1),
        MessageId.random(RANDOM),
        new DeviceId(1),
        new UserId(1),
        Optional.of("number " + number),
        0,
        OptionalLong.empty(),
        false,
        Instant.EPOCH,
        VaultMessage.Status.WAITING);
  }

  private void add(int count) {
    messages.subList(0, count).forEach(lane::add);
  }

  private MessageId id(int index) {
    return messages.get(index).id();
  }

  private Sent take() {
    return lane.take(EPOCH);
  }

  @Test
  void numbersCountFromOneInTheOrderOfAdding() {
    add(3);

    assertEquals(new Sent(messages.get(0), 1, EPOCH), take());
    assertEquals(new Sent(messages.get(1), 2, EPOCH), take());
    assertEquals(new Sent(messages.get(2), 3, EPOCH), take());
    assertThrows(IllegalStateException.class, this::take);
  }

  @Test
  void onlySoManyAreUnderWay() {
    add(40);
    for (int i = 0; i < Lane.MAX_IN_FLIGHT; i++) {
      take();
    }

    assertEquals(Optional.empty(), lane.peek());
    lane.accepted(id(0));
    assertTrue(lane.peek().isPresent());
    assertEquals(39, lane.size());
  }

  @Test
  void nothingIsSentBetweenARefusalAndTheLastAnswer() {
    add(4);
    take();
    take();
    take();

    lane.refused(id(0));
    assertEquals(Optional.empty(), lane.peek());
    lane.refused(id(2));
    assertEquals(Optional.empty(), lane.peek());
    lane.refused(id(1));

    assertEquals(new Sent(messages.get(0), 1, EPOCH), take());
    assertEquals(new Sent(messages.get(1), 2, EPOCH), take());
    assertEquals(new Sent(messages.get(2), 3, EPOCH), take());
    assertEquals(new Sent(messages.get(3), 4, EPOCH), take());
  }

  @Test
  void whatWasAcceptedBeforeARefusalDoesNotGoAgain() {
    add(3);
    take();
    take();
    take();

    lane.accepted(id(0));
    lane.refused(id(1));
    lane.refused(id(2));

    assertEquals(new Sent(messages.get(1), 2, EPOCH), take());
  }

  @Test
  void theNumberOfAMessageThatFailedGoesToTheNext() {
    add(3);
    take();
    take();

    lane.failed(id(0));
    lane.refused(id(1));

    assertEquals(new Sent(messages.get(1), 1, EPOCH), take());
    assertEquals(new Sent(messages.get(2), 2, EPOCH), take());
  }

  @Test
  void anAnswerThatIsNotDueChangesNothing() {
    add(2);
    take();

    assertEquals(Optional.empty(), lane.accepted(id(1)));
    assertEquals(Optional.empty(), lane.refused(id(1)));
    assertEquals(Optional.empty(), lane.failed(id(1)));

    assertEquals(2, take().number());
  }

  @Test
  void anewConnectionBeginsAtOneWithAllThatIsUnanswered() {
    add(4);
    take();
    take();
    take();
    lane.accepted(id(0));
    lane.refused(id(2));

    lane.disconnected();

    assertEquals(new Sent(messages.get(1), 1, EPOCH), take());
    assertEquals(new Sent(messages.get(2), 2, EPOCH), take());
    assertEquals(new Sent(messages.get(3), 3, EPOCH), take());
  }

  @Test
  void onlyWhatIsNotUnderWayCanBeTakenOut() {
    add(2);
    take();

    assertFalse(lane.remove(id(0)));
    assertTrue(lane.isInFlight(id(0)));
    assertTrue(lane.remove(id(1)));
    assertEquals(1, lane.size());
  }
}
