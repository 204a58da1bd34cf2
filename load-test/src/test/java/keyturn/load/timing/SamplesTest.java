package keyturn.load.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final double EXACT = 1e-9;

  @Test
  void medianLiesInTheMiddle() {
    assertEquals(2, Samples.of(9, 1, 2).median());
    assertEquals(2.5, Samples.of(9, 1, 2, 3).median());
  }

  @Test
  void varianceIsThePopulations() {
    assertEquals(5 / 3.0, Samples.of(1, 2, 3, 4).variance(), EXACT);
  }

  @Test
  void welchCountsStandardErrors() {
    // Each mean has the variance 5/3 / 4.
    assertEquals(
        -10 / Math.sqrt(5 / 6.0), Samples.of(1, 2, 3, 4).welch(Samples.of(11, 12, 13, 14)), EXACT);
  }

  @Test
  void mannWhitneyCountsWhoIsAbove() {
    // U = 0 of 9; its variance is 3 * 3 * 7 / 12.
    assertEquals(
        -4.5 / Math.sqrt(5.25), Samples.of(1, 2, 3).mannWhitney(Samples.of(4, 5, 6)), EXACT);
    assertEquals(
        4.5 / Math.sqrt(5.25), Samples.of(4, 5, 6).mannWhitney(Samples.of(1, 2, 3)), EXACT);
  }

  @Test
  void mannWhitneySharesTheRanksOfEquals() {
    assertEquals(0, Samples.of(1, 1, 2).mannWhitney(Samples.of(1, 1, 2)), EXACT);
    assertEquals(0, Samples.of(7, 7).mannWhitney(Samples.of(7, 7)), EXACT);
  }

  @Test
  void shiftOfFiveInTwoHundredShowsAndNoneDoesNot() {
    Random random = new Random(7);
    Samples alike = normal(random, 250);
    Samples other = normal(random, 250);
    Samples slower = normal(random, 255);
    assertTrue(Math.abs(alike.mannWhitney(other)) < 3.3);
    assertTrue(Math.abs(alike.welch(other)) < 3.3);
    assertTrue(slower.mannWhitney(alike) > 3.3);
    assertTrue(slower.welch(alike) > 3.3);
  }

  @Test
  void oneSampleIsNone() {
    assertThrows(IllegalArgumentException.class, () -> Samples.of(1));
  }

  private static Samples normal(Random random, double mean) {
    return Samples.of(random.doubles(200).map(one -> mean + 10 * random.nextGaussian()).toArray());
  }
}
