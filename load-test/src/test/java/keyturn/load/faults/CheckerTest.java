package keyturn.load.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import keyturn.load.faults.Event.Acknowledged;
import keyturn.load.faults.Event.Bystander;
import keyturn.load.faults.Event.ErasedKeyFound;
import keyturn.load.faults.Event.Joined;
import keyturn.load.faults.Event.Kind;
import keyturn.load.faults.Event.Left;
import keyturn.load.faults.Event.OnDisk;
import keyturn.load.faults.Event.Queued;
import keyturn.load.faults.Event.Read;
import keyturn.load.faults.Event.Receipt;
import keyturn.load.faults.Event.Refused;
import keyturn.load.faults.Event.Renumbered;
import keyturn.load.faults.Event.Resource;
import keyturn.load.faults.Event.Restored;
import keyturn.load.faults.Event.Sealed;
import keyturn.load.faults.Event.Sent;
import keyturn.load.faults.Event.Shown;
import keyturn.load.faults.Event.TextFound;
import org.junit.jupiter.api.Test;

class CheckerTest {
  /** Ada's two messages came to Ben, who has read the first. */
  private static List<Event> good() {
    return new ArrayList<>(
        List.of(
            new Joined("ada's", "ada", "talk", 0),
            new Joined("ben's", "ben", "talk", 0),
            new Sent("ada's", "talk", "m1"),
            new Sent("ada's", "talk", "m2"),
            new Acknowledged("ada's", "talk", "m1", 1),
            new Acknowledged("ada's", "talk", "m2", 2),
            new Shown("ben's", "talk", "m1", "ada", 1),
            new Shown("ben's", "talk", "m2", "ada", 2),
            new Read("ben's", "talk", 1),
            new Receipt("talk", "m1", Kind.DELIVERED),
            new Receipt("talk", "m1", Kind.READ),
            new Receipt("talk", "m2", Kind.DELIVERED),
            new OnDisk("ben's", "talk", "m1"),
            new OnDisk("ben's", "talk", "m2")));
  }

  private static List<Event> goodAnd(Event... more) {
    List<Event> history = good();
    history.addAll(List.of(more));
    return history;
  }

  private static List<Event> goodWithout(Event... some) {
    List<Event> history = good();
    history.removeAll(List.of(some));
    return history;
  }

  private static void assertViolates(Invariant invariant, List<Event> history) {
    assertEquals(
        Set.of(invariant),
        Checker.check(history).stream().map(Violation::invariant).collect(Collectors.toSet()),
        () -> Checker.check(history).toString());
  }

  @Test
  void aGoodHistoryViolatesNothing() {
    assertEquals(List.of(), Checker.check(good()));
  }

  @Test
  void aHistoryTellsWhatItSaysNothingAbout() {
    assertEquals(
        Set.of(Invariant.I1, Invariant.I2, Invariant.I3, Invariant.I4, Invariant.I5, Invariant.I9),
        Checker.observed(good()));
    assertEquals(Set.of(), Checker.observed(List.of()));
  }

  @Test
  void anAcknowledgedMessageThatNeverCameIsLost() {
    assertViolates(
        Invariant.I1,
        goodAnd(new Sent("ada's", "talk", "m3"), new Acknowledged("ada's", "talk", "m3", 3)));
  }

  @Test
  void anAcknowledgedMessageThatIsQueuedOrOnDiskIsNotLost() {
    List<Event> sent =
        goodAnd(new Sent("ada's", "talk", "m3"), new Acknowledged("ada's", "talk", "m3", 3));
    List<Event> queued = new ArrayList<>(sent);
    queued.add(new Queued("ben's", "talk", "m3"));
    assertEquals(List.of(), Checker.check(queued));
    List<Event> onDisk = new ArrayList<>(sent);
    onDisk.add(new OnDisk("ben's", "talk", "m3"));
    assertEquals(List.of(), Checker.check(onDisk));
  }

  @Test
  void everyDeviceOfEveryMemberIsOneThatAMessageIsDueTo() {
    assertViolates(Invariant.I1, goodAnd(new Joined("ben's phone", "ben", "talk", 1)));
    assertEquals(List.of(), Checker.check(goodAnd(new Joined("ben's phone", "ben", "talk", 2))));
  }

  @Test
  void anUnacknowledgedMessageMayHaveVanished() {
    assertEquals(List.of(), Checker.check(goodAnd(new Sent("ada's", "talk", "m3"))));
  }

  @Test
  void aMessageThatIsShownTwiceIsNoticedWhateverItsSequence() {
    assertViolates(Invariant.I2, goodAnd(new Shown("ben's", "talk", "m2", "ada", 3)));
  }

  @Test
  void whatARestoredStoreNoLongerKnowsMayComeOnceMoreAndInOrder() {
    Shown first = new Shown("ben's", "talk", "m1", "ada", 1);
    Shown second = new Shown("ben's", "talk", "m2", "ada", 2);
    Restored restored = new Restored("ben's");
    assertEquals(List.of(), Checker.check(goodAnd(restored, first, second)));
    assertViolates(
        Invariant.I2, goodAnd(restored, first, second, new Shown("ben's", "talk", "m2", "ada", 3)));
    assertViolates(Invariant.I3, goodAnd(restored, second, first));
    assertViolates(
        Invariant.I2, goodAnd(new Restored("ada's"), new Shown("ben's", "talk", "m2", "ada", 3)));
  }

  @Test
  void sequencesRiseAtEachDevice() {
    List<Event> history = goodWithout(new Shown("ben's", "talk", "m1", "ada", 1));
    history.add(
        history.indexOf(new Shown("ben's", "talk", "m2", "ada", 2)) + 1,
        new Shown("ben's", "talk", "m1", "ada", 1));
    assertViolates(Invariant.I3, history);
  }

  @Test
  void aSequenceThatIsMissingAtTheEndIsAGap() {
    assertViolates(
        Invariant.I3,
        goodAnd(
            new Sent("ada's", "talk", "m4"),
            new Shown("ben's", "talk", "m4", "ada", 4),
            new OnDisk("ben's", "talk", "m4")));
  }

  @Test
  void aDeviceThatNumbersOnItsOwnMayLeaveAGap() {
    assertEquals(
        List.of(),
        Checker.check(
            goodAnd(
                new Renumbered("ben's", "talk"),
                new Sent("ada's", "talk", "m4"),
                new Shown("ben's", "talk", "m4", "ada", 4),
                new OnDisk("ben's", "talk", "m4"))));
  }

  @Test
  void whatOneSentStaysInTheOrderInWhichItWasSent() {
    List<Event> history = good();
    history.add(3, new Sent("ada's", "talk", "m0"));
    history.remove(new Sent("ada's", "talk", "m1"));
    history.add(5, new Sent("ada's", "talk", "m1"));
    assertViolates(Invariant.I3, history);
  }

  @Test
  void aMessageThatNobodySentIsAPhantom() {
    assertViolates(Invariant.I4, goodAnd(new Shown("ben's", "talk", "m3", "ada", 3)));
  }

  @Test
  void aMessageThatWasCalledNotDeliveredMustNotBeDelivered() {
    assertViolates(Invariant.I4, goodAnd(new Refused("ada's", "talk", "m2")));
  }

  @Test
  void aReceiptOfWhatIsOnNoDiskIsFalse() {
    assertViolates(Invariant.I5, goodWithout(new OnDisk("ben's", "talk", "m2")));
  }

  @Test
  void aReceiptOfWhatNobodyReadIsFalse() {
    assertViolates(Invariant.I5, goodAnd(new Receipt("talk", "m2", Kind.READ)));
  }

  @Test
  void aTextInTheClearIsNoticed() {
    assertViolates(Invariant.I6, goodAnd(new TextFound("the redo log")));
  }

  @Test
  void anErasedKeyThatIsFoundIsNoticed() {
    assertViolates(Invariant.I7, goodAnd(new ErasedKeyFound("a heap dump")));
  }

  @Test
  void aNonceIsUsedOnceUnderEachKey() {
    List<Event> history = goodAnd(new Sealed("k1", "n1"), new Sealed("k2", "n1"));
    assertEquals(List.of(), Checker.check(history));
    history.add(new Sealed("k1", "n1"));
    assertViolates(Invariant.I8, history);
  }

  @Test
  void whoIsNoMemberIsShownNothing() {
    List<Event> history = goodAnd(new Shown("eve's", "talk", "m2", "ada", 2));
    assertViolates(Invariant.I9, history);
  }

  @Test
  void whoWasPutOutIsShownNothingLater() {
    assertViolates(Invariant.I9, goodAnd(new Left("ben", "talk", 1)));
  }

  @Test
  void bystandersDoNotWait() {
    List<Event> history = good();
    for (int i = 0; i < 99; i++) {
      history.add(new Bystander("cat", 20));
    }
    history.add(new Bystander("cat", 5_000));
    assertEquals(List.of(), Checker.check(history), "one of a hundred may");
    history.add(new Bystander("cat", 5_000));
    assertViolates(Invariant.I10, history);
  }

  @Test
  void nothingGrows() {
    assertEquals(List.of(), Checker.check(goodAnd(new Resource("threads", 100, 110))));
    assertViolates(Invariant.I10, goodAnd(new Resource("threads", 100, 111)));
  }
}
