package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceivedTest {
  private final Received received = new Received(OptionalLong.empty(), Set.of());

  @Test
  void theFirstDeliverySaysWhereADeviceBegan() {
    assertEquals(OptionalLong.empty(), received.upTo());

    received.delivered(41);

    assertEquals(OptionalLong.of(41), received.upTo());
    assertEquals(OptionalLong.empty(), received.gap());
  }

  @Test
  void anOwnMessageSaysNothingAboutWhatIsBelow() {
    received.own(7);
    assertEquals(OptionalLong.empty(), received.upTo());

    received.delivered(6);

    assertEquals(OptionalLong.of(7), received.upTo());
  }

  @Test
  void afterSettlingAnOwnMessageCounts() {
    received.own(7);

    received.settle();

    assertEquals(OptionalLong.of(7), received.upTo());
  }

  @Test
  void aGapHoldsBackUntilItIsClosed() {
    received.delivered(1);
    received.delivered(4);
    received.delivered(3);
    assertEquals(OptionalLong.of(1), received.upTo());
    assertEquals(OptionalLong.of(2), received.gap());

    received.delivered(2);

    assertEquals(OptionalLong.of(4), received.upTo());
    assertEquals(OptionalLong.empty(), received.gap());
  }

  @Test
  void aGapThatIsGivenUpIsPassed() {
    received.delivered(1);
    received.delivered(4);
    received.delivered(7);

    received.giveUpGap();

    assertEquals(OptionalLong.of(4), received.upTo());
    assertEquals(OptionalLong.of(5), received.gap());
  }

  @Test
  void whatTheVaultHoldsIsKnown() {
    Received loaded = new Received(OptionalLong.of(10), List.of(11L, 12L, 14L));

    assertEquals(OptionalLong.of(12), loaded.upTo());
    assertEquals(OptionalLong.of(13), loaded.gap());
  }

  @Test
  void aRepeatedSequenceChangesNothing() {
    received.delivered(5);
    received.delivered(5);
    received.delivered(3);

    assertEquals(OptionalLong.of(5), received.upTo());
    assertEquals(OptionalLong.empty(), received.gap());
  }
}
