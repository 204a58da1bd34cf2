package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.supervised.EpochKey;
import org.junit.jupiter.api.Test;

class EpochKeysTest {
  /** The monotonic clock may be anything, and overflow. */
  private static final long ARRIVED = Long.MAX_VALUE - 5;

  private final EpochKeys keys = new EpochKeys();

  private static ConversationKey key(long epoch, long remainingMillis) {
    return new ConversationKey(
        Stage.TALK, epoch, Stage.SUITE, Stage.epoch(epoch).handOver(), remainingMillis);
  }

  private static long after(long millis) {
    return ARRIVED + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void aKeySealsForExactlyTheTimeItCameWith() {
    keys.add(key(1, 30_000), ARRIVED);

    assertEquals(1, keys.sealing(after(29_999)).orElseThrow().number());
    assertTrue(keys.sealing(after(30_000)).isEmpty());
    assertTrue(keys.opening(1).isPresent());
  }

  @Test
  void theNewestSealsEvenIfAnOlderComesAgain() {
    keys.add(key(2, 30_000), ARRIVED);
    keys.add(key(1, 0), ARRIVED);

    assertEquals(2, keys.sealing(after(1)).orElseThrow().number());
    assertTrue(keys.opening(1).isPresent());
  }

  @Test
  void anOldEpochNeverSealsAgain() {
    keys.add(key(1, 30_000), ARRIVED);
    keys.add(key(2, 1_000), ARRIVED);

    assertTrue(keys.sealing(after(1_000)).isEmpty(), "1 still had time, but 2 was born");
  }

  @Test
  void anEpochThatTheServerEndedStillOpens() {
    keys.add(key(1, 30_000), ARRIVED);

    keys.stopSealing(1, after(10));

    assertTrue(keys.sealing(after(11)).isEmpty());
    assertTrue(keys.opening(1).isPresent());
  }

  @Test
  void aKeyIsErasedTwoMinutesAfterItStoppedSealing() {
    keys.add(key(1, 30_000), ARRIVED);
    EpochKey held = keys.opening(1).orElseThrow();

    keys.eraseOld(after(149_999));
    assertFalse(held.secret().isClosed());
    keys.eraseOld(after(150_000));

    assertTrue(held.secret().isClosed());
    assertTrue(keys.opening(1).isEmpty());
  }

  @Test
  void aKeyThatClaimsTooMuchTimeOrChangesIsRefused() {
    assertFalse(keys.add(key(1, 30_001), ARRIVED));
    assertTrue(keys.add(key(1, 30_000), ARRIVED));
    ConversationKey changed =
        new ConversationKey(Stage.TALK, 1, Stage.SUITE, Stage.epoch(9).handOver(), 10);
    assertFalse(keys.add(changed, ARRIVED));
    assertTrue(keys.sealing(after(20_000)).isPresent());
  }

  @Test
  void closingErasesEverything() {
    keys.add(key(1, 30_000), ARRIVED);
    EpochKey held = keys.opening(1).orElseThrow();

    keys.close();

    assertTrue(held.secret().isClosed());
    assertTrue(keys.isEmpty());
  }
}
