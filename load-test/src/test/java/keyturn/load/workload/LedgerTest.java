package keyturn.load.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import keyturn.load.workload.Pair.Side;
import org.junit.jupiter.api.Test;

/** What counts as lost, as twice, as out of order: every claim of a run rests on it. */
class LedgerTest {
  private final Ledger ledger = new Ledger();

  private Payload sent(Side from) {
    return new Payload(ledger.next(from), 0);
  }

  @Test
  void countsWhatArrivesInOrder() {
    ledger.heard(Side.B, sent(Side.A));
    ledger.heard(Side.A, sent(Side.B));
    ledger.heard(Side.B, sent(Side.A));

    assertEquals(3, ledger.sent());
    assertEquals(3, ledger.heard());
    assertEquals(0, ledger.outOfPlace());
  }

  @Test
  void noticesWhatArrivesTwice() {
    Payload once = sent(Side.A);
    ledger.heard(Side.B, once);
    ledger.heard(Side.B, once);

    assertEquals(1, ledger.heard());
    assertEquals(1, ledger.outOfPlace());
  }

  @Test
  void noticesTheWrongOrder() {
    Payload first = sent(Side.A);
    Payload second = sent(Side.A);
    ledger.heard(Side.B, second);
    ledger.heard(Side.B, first);

    assertEquals(2, ledger.outOfPlace());
  }

  @Test
  void noticesWhatNeverArrives() {
    sent(Side.A);
    ledger.heard(Side.B, sent(Side.A));

    assertEquals(2, ledger.sent());
    assertEquals(1, ledger.outOfPlace());
  }

  @Test
  void payloadsComeBackAsTheyWere() {
    Payload payload = new Payload(7, 12_345_678_901L);

    assertEquals(Payload.BYTES, payload.text().length());
    assertEquals(Optional.of(payload), Payload.of(payload.text()));
    assertEquals(Optional.empty(), Payload.of("somebody else's"));
  }
}
