package keyturn.load.workload;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What came of one run of a workload.
 *
 * @param rate messages a second that were to be sent; of a closed loop, that came of it
 * @param sent by everybody
 * @param accepted of these the server said that it has them
 * @param heard arrived at the other side
 * @param outOfPlace arrived twice, or not in the order in which they were sent
 * @param latency in microseconds, from the moment at which each was to be sent
 * @param took as long as messages were sent
 * @param usage in that time
 * @param carried messages in that time
 */
public record Outcome(
    double rate,
    long sent,
    long accepted,
    long heard,
    long outOfPlace,
    Histogram latency,
    Duration took,
    Usage usage,
    long carried) {

  /** Nothing lost, nothing twice, everything in order. */
  public boolean isWhole() {
    return heard == sent && outOfPlace == 0;
  }

  /** At a percentile. */
  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Processor time of the server for each message, in microseconds; 0 where it is unknown. */
  public double serverMicros() {
    return perMessage(usage.server().orElse(Duration.ZERO));
  }

  public double databaseMicros() {
    return perMessage(usage.database().orElse(Duration.ZERO));
  }

  public double loadMicros() {
    return perMessage(usage.load());
  }

  /** In and out together; the bare relay takes two. */
  public double framesPerMessage() {
    return carried == 0 ? 0 : (double) usage.frames() / carried;
  }

  private double perMessage(Duration time) {
    return carried == 0 ? 0 : time.toNanos() / 1000.0 / carried;
  }
}
