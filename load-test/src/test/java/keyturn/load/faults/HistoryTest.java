package keyturn.load.faults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History();

  private boolean isSettled() throws InterruptedException {
    return history.awaitSettled(1, 0);
  }

  @Test
  void whatWasSentIsWaitedForUntilItIsAnsweredAndShown() throws InterruptedException {
    assertTrue(isSettled());
    history.add(new Event.Sent("ada's", "talk", "m1"));
    assertFalse(isSettled());
    history.add(new Event.Shown("ben's", "talk", "m1", "ada", 1));
    assertFalse(isSettled());
    history.add(new Event.Acknowledged("ada's", "talk", "m1", 1));
    assertTrue(isSettled());
  }

  @Test
  void nobodyWaitsForWhatWasRefusedOrForgotten() throws InterruptedException {
    history.add(new Event.Sent("ada's", "talk", "m1"));
    history.add(new Event.Refused("ada's", "talk", "m1"));
    history.add(new Event.Sent("ada's", "talk", "m2"));
    history.add(new Event.Forgotten("ada's", "talk", "m2"));
    assertTrue(isSettled());
  }

  @Test
  void anotherMessageThatWasShownDoesNotCountForThisOne() throws InterruptedException {
    history.add(new Event.Sent("ada's", "talk", "m1"));
    history.add(new Event.Acknowledged("ada's", "talk", "m1", 1));
    history.add(new Event.Shown("ben's", "talk", "m0", "ada", 1));
    assertFalse(isSettled());
  }
}
