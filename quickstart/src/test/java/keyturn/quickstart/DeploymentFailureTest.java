package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentFailureTest {
  @Test
  void reasonIsReadFromPayarasLog() {
    assertEquals(
        Optional.of("the database has not seen sql/V002__conversations.sql"),
        DeploymentFailure.in(
            """
            [2026] [SEVERE] [[
              Exception while loading the app : the database has not seen sql/V002__conversations.sql]]
            more
            """));
  }

  @Test
  void quietLogIsNoFailure() {
    assertEquals(Optional.empty(), DeploymentFailure.in("Deployed 1 archive(s)\nready in 7 ms\n"));
  }

  @Test
  void longReasonIsCut() {
    String reason =
        DeploymentFailure.in("Exception while loading the app : " + "x".repeat(9999)).orElseThrow();
    assertEquals(301, reason.length());
  }
}
