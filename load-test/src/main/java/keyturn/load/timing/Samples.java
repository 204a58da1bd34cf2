package keyturn.load.timing;

import java.util.Arrays;

/** Measured times of one kind, and how two kinds compare. */
public final class Samples {
  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /** At least two, in any unit. */
  public static Samples of(double... values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("at least two samples expected, actual " + values.length);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Samples(sorted);
  }

  public int count() {
    return sorted.length;
  }

  public double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }

  /** Between the two in the middle where the count is even. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Of the population, estimated from this sample. */
  public double variance() {
    double mean = mean();
    return Arrays.stream(sorted).map(one -> (one - mean) * (one - mean)).sum()
        / (sorted.length - 1);
  }

  /**
   * Welch's t: by how many standard errors the means differ. Beyond 3.3 either way happens once in
   * a thousand where the two kinds are alike.
   */
  public double welch(Samples other) {
    double error = variance() / count() + other.variance() / other.count();
    return (mean() - other.mean()) / Math.sqrt(error);
  }

  /**
   * Mann–Whitney's U as a normal deviate, with the correction for ties: positive where these tend
   * to be above the others. Knows nothing of how far an outlier lies out.
   */
  public double mannWhitney(Samples other) {
    double[] all = new double[count() + other.count()];
    System.arraycopy(sorted, 0, all, 0, count());
    System.arraycopy(other.sorted, 0, all, count(), other.count());
    Arrays.sort(all);
    double ties = 0;
    double rankSum = 0;
    int mine = 0;
    for (int from = 0, to; from < all.length; from = to) {
      to = from;
      while (to < all.length && all[to] == all[from]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      while (mine < count() && sorted[mine] == all[from]) {
        rankSum += rank;
        mine++;
      }
      double tied = to - from;
      ties += tied * tied * tied - tied;
    }
    double n = all.length;
    double product = (double) count() * other.count();
    double u = rankSum - count() * (count() + 1) / 2.0;
    double variance = product / 12 * (n + 1 - ties / (n * (n - 1)));
    return variance == 0 ? 0 : (u - product / 2) / Math.sqrt(variance);
  }
}
