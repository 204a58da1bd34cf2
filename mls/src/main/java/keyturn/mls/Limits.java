package keyturn.mls;

/**
 * Bounds that hold before anything is allocated or computed.
 *
 * @param maxMessageBytes of any encoded message, tree or saved state
 * @param maxMembers leaves of a tree; a power of two
 * @param maxGenerationGap how far a message may be ahead of its sender's ratchet: each step costs
 *     three key derivations
 * @param maxSkippedKeys unused keys kept for each sender and kind of message; the oldest go first
 * @param maxExtensions in any one list
 * @param maxProposals received and waiting in an epoch, and in a commit
 * @param pastEpochs whose messages can still be opened; 0 erases an epoch with the commit that ends
 *     it
 * @param resumptionEpochs whose resumption secrets are kept (RFC 9420 §8.6)
 */
public record Limits(
    int maxMessageBytes,
    int maxMembers,
    int maxGenerationGap,
    int maxSkippedKeys,
    int maxExtensions,
    int maxProposals,
    int pastEpochs,
    int resumptionEpochs) {
  /** 8 MiB, 4096 members, gap 1024, 1024 skipped keys, 32 extensions, 1024 proposals, 0, 4. */
  public static final Limits DEFAULT = new Limits(8 << 20, 4096, 1024, 1024, 32, 1024, 0, 4);

  public Limits {
    if (maxMessageBytes < 1
        || Integer.bitCount(maxMembers) != 1
        || maxGenerationGap < 0
        || maxSkippedKeys < 0
        || maxExtensions < 0
        || maxProposals < 0
        || pastEpochs < 0
        || resumptionEpochs < 0) {
      throw new IllegalArgumentException("limits out of range");
    }
  }

  public Limits withPastEpochs(int epochs) {
    return new Limits(
        maxMessageBytes,
        maxMembers,
        maxGenerationGap,
        maxSkippedKeys,
        maxExtensions,
        maxProposals,
        epochs,
        resumptionEpochs);
  }
}
