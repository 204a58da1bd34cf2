package keyturn.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionTest {
  @Test
  void untilDeliveredWaitsSevenDays() {
    assertEquals(
        new Retention.UntilDelivered(Duration.ofDays(7)), Retention.parse("until-delivered"));
  }

  @Test
  void daysAreKept() {
    assertEquals(new Retention.For(Duration.ofDays(30)), Retention.parse("30d"));
  }

  @Test
  void anythingElseIsRefused() {
    for (String bad : new String[] {"", "0d", "-1d", "30", "30h", "forever", "999999d"}) {
      assertThrows(IllegalArgumentException.class, () -> Retention.parse(bad), bad);
    }
  }
}
