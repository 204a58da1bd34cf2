package keyturn.load.faults;

import java.time.Duration;

/**
 * What a link is like from now on.
 *
 * @param delay what every piece of data waits
 * @param jitter up to so much more, drawn for each piece
 * @param bytesPerSecond at most, in each direction; 0: no limit
 * @param pieceBytes at most so many bytes in one write: 1 dribbles
 * @param corrupt the chance of a piece to have one bit turned
 * @param passage whether data passes at all
 */
public record Conditions(
    Duration delay,
    Duration jitter,
    long bytesPerSecond,
    int pieceBytes,
    double corrupt,
    Passage passage) {

  /** Whether what is sent arrives. */
  public enum Passage {
    OPEN,
    /** Nothing arrives, and nobody is told: as if the cable was pulled. */
    BLACKHOLE
  }

  /** A good link. */
  public static final Conditions GOOD =
      new Conditions(Duration.ZERO, Duration.ZERO, 0, 16_384, 0, Passage.OPEN);

  public Conditions delayed(Duration by, Duration atMostMore) {
    return new Conditions(by, atMostMore, bytesPerSecond, pieceBytes, corrupt, passage);
  }

  public Conditions atRate(long bytes) {
    return new Conditions(delay, jitter, bytes, pieceBytes, corrupt, passage);
  }

  public Conditions dribbling() {
    return new Conditions(delay, jitter, bytesPerSecond, 1, corrupt, passage);
  }

  public Conditions corrupting(double chance) {
    return new Conditions(delay, jitter, bytesPerSecond, pieceBytes, chance, passage);
  }

  public Conditions swallowing() {
    return new Conditions(delay, jitter, bytesPerSecond, pieceBytes, corrupt, Passage.BLACKHOLE);
  }
}
