package keyturn.crypto;

import java.security.MessageDigest;

/** A hash over bytes that arrive piece by piece, such as a transcript. Not thread-safe. */
public final class IncrementalHash {
  private final HashAlgorithm algorithm;
  private final MessageDigest digest;

  private IncrementalHash(HashAlgorithm algorithm, MessageDigest digest) {
    this.algorithm = algorithm;
    this.digest = digest;
  }

  public static IncrementalHash start(HashAlgorithm algorithm) {
    return new IncrementalHash(algorithm, algorithm.newDigest());
  }

  public HashAlgorithm algorithm() {
    return algorithm;
  }

  public IncrementalHash update(byte[] part) {
    digest.update(part);
    return this;
  }

  public IncrementalHash update(Bytes part) {
    return update(part.toArray());
  }

  /** The hash of all that was put in so far; more may follow. */
  public Bytes current() {
    return Bytes.of(copyOfDigest().digest());
  }

  /** An independent hash that has seen the same bytes. */
  public IncrementalHash copy() {
    return new IncrementalHash(algorithm, copyOfDigest());
  }

  private MessageDigest copyOfDigest() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " cannot be copied in this JDK", e);
    }
  }
}
