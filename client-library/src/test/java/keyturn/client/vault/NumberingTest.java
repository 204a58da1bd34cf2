package keyturn.client.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import keyturn.client.vault.Numbering.Branch;
import keyturn.client.vault.Numbering.Range;
import org.junit.jupiter.api.Test;

class NumberingTest {
  @Test
  void countsAsTheServerDoesUntilTheServerReturns() {
    assertEquals(7, Numbering.PLAIN.local(7));
    assertEquals(7, Numbering.PLAIN.server(7));
    assertEquals(List.of(new Range(0, Long.MAX_VALUE)), Numbering.PLAIN.ranges());
  }

  @Test
  void whatTheServerNumbersAnewGetsNumbersAboveAllThatWasUsed() {
    Numbering returned = Numbering.PLAIN.returned(45, 50);

    assertEquals(45, returned.local(45));
    assertEquals(51, returned.local(46));
    assertEquals(46, returned.server(51));
  }

  @Test
  void aNumberThatTheServerLostStandsForTheLastThatItHas() {
    Numbering returned = Numbering.PLAIN.returned(45, 50);

    for (long lost = 45; lost <= 50; lost++) {
      assertEquals(45, returned.server(lost));
    }
    assertEquals(List.of(new Range(50, Long.MAX_VALUE), new Range(0, 45)), returned.ranges());
  }

  @Test
  void aReturnToBeforeTheLastReturnForgetsIt() {
    Numbering twice = Numbering.PLAIN.returned(45, 50).returned(40, 60);

    assertEquals(List.of(new Branch(40, 20)), twice.branches());
    assertEquals(61, twice.local(41));
    assertEquals(40, twice.server(60));
  }

  @Test
  void aReturnToAfterTheLastReturnKeepsIt() {
    Numbering twice = Numbering.PLAIN.returned(45, 50).returned(47, 60);

    assertEquals(51, twice.local(46));
    assertEquals(52, twice.local(47));
    assertEquals(61, twice.local(48));
    assertEquals(47, twice.server(55));
    assertEquals(45, twice.server(48));
    assertEquals(
        List.of(new Range(60, Long.MAX_VALUE), new Range(50, 52), new Range(0, 45)),
        twice.ranges());
  }

  @Test
  void noNumberEverMeansTwoMessagesAndNumbersRiseWithSequences() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Numbering numbering = Numbering.PLAIN;
      Map<Long, String> meant = new HashMap<>();
      long last = 0;
      long newest = 0;
      for (int life = 0; life < 6; life++) {
        int more = random.nextInt(10);
        for (int i = 0; i < more; i++) {
          long number = numbering.local(++last);
          assertTrue(number > newest, "numbers rise, seed " + seed);
          newest = number;
          assertEquals(null, meant.put(number, "life " + life + ", " + last), "seed " + seed);
          assertEquals(last, numbering.server(number), "and lead back, seed " + seed);
        }
        for (long sequence = 1; sequence < last; sequence++) {
          assertTrue(numbering.local(sequence) < numbering.local(sequence + 1), "seed " + seed);
          assertEquals(sequence, numbering.server(numbering.local(sequence)), "seed " + seed);
        }
        long agreed = last == 0 ? 0 : random.nextInt((int) last + 1);
        numbering = numbering.returned(agreed, newest);
        last = agreed;
      }
    }
  }
}
