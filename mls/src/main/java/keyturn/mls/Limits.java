package keyturn.mls;

import keyturn.mls.codec.Reader;

/**
 * Bounds that hold before anything is allocated or computed.
 *
 * @param maxMessageBytes of any encoded message or tree, received or sent
 * @param maxMembers leaves of a tree; a power of two, at most 8192
 * @param maxGenerationGap how far a message may be ahead of its sender's ratchet: each step costs
 *     three key derivations
 * @param maxSkippedKeys unused keys kept for each sender and kind of message; the oldest go first
 * @param maxExtensions in any one list
 * @param maxProposals received and waiting in an epoch, and in a commit
 * @param pastEpochs whose messages can still be opened; 0 erases an epoch with the commit that ends
 *     it
 * @param resumptionEpochs whose resumption secrets are kept (RFC 9420 §8.6)
 * @param maxLeafBytes of an encoded leaf node, with its credential and extensions
 * @param maxContextBytes of the encoded extensions of a group context
 * @param maxProposalBytes of all proposals together that wait in an epoch, and of ours in it
 */
public record Limits(
    int maxMessageBytes,
    int maxMembers,
    int maxGenerationGap,
    int maxSkippedKeys,
    int maxExtensions,
    int maxProposals,
    int pastEpochs,
    int resumptionEpochs,
    int maxLeafBytes,
    int maxContextBytes,
    int maxProposalBytes) {
  private static final int LEAF_BYTES = 16 << 10;
  private static final int CONTEXT_BYTES = 64 << 10;
  private static final int PROPOSAL_BYTES = 4 << 20;

  /** More than a parent node, a ratchet's secrets, or a key with what names it. */
  private static final long PARENT_BYTES = 4096;

  private static final long PAIR_BYTES = 8192;
  private static final long KEY_BYTES = 128;
  private static final long REST_BYTES = 1 << 20;

  /** 8 MiB, 4096 members, gap 1024, 1024 skipped keys, 32 extensions, 1024 proposals, 0, 4. */
  public static final Limits DEFAULT = new Limits(8 << 20, 4096, 1024, 1024, 32, 1024, 0, 4);

  public Limits {
    if (maxMessageBytes < 1
        || Integer.bitCount(maxMembers) != 1
        || maxMembers > Reader.MAX_ELEMENTS
        || maxGenerationGap < 0
        || maxSkippedKeys < 0
        || maxExtensions < 0
        || maxProposals < 0
        || maxProposals > Reader.MAX_ELEMENTS
        || maxLeafBytes < 1
        || maxContextBytes < 1
        || maxProposalBytes < 0
        || pastEpochs < 0
        || resumptionEpochs < 0) {
      throw new IllegalArgumentException("limits out of range");
    }
  }

  /** With leaves of 16 KiB, contexts of 64 KiB, and 4 MiB of proposals. */
  public Limits(
      int maxMessageBytes,
      int maxMembers,
      int maxGenerationGap,
      int maxSkippedKeys,
      int maxExtensions,
      int maxProposals,
      int pastEpochs,
      int resumptionEpochs) {
    this(
        maxMessageBytes,
        maxMembers,
        maxGenerationGap,
        maxSkippedKeys,
        maxExtensions,
        maxProposals,
        pastEpochs,
        resumptionEpochs,
        LEAF_BYTES,
        CONTEXT_BYTES,
        PROPOSAL_BYTES);
  }

  /** What no saved state can exceed that keeps to these limits; an array's length at most. */
  public int maxStateBytes() {
    long member = maxLeafBytes + PARENT_BYTES + 2 * (maxSkippedKeys + 1L) * KEY_BYTES;
    long epoch = maxMembers * member + maxContextBytes + REST_BYTES;
    long waiting = 2L * maxProposalBytes + 2L * maxProposals * PAIR_BYTES;
    long all = (2L + pastEpochs) * epoch + waiting + resumptionEpochs * KEY_BYTES;
    return (int) Math.min(all, Integer.MAX_VALUE - 8);
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
        resumptionEpochs,
        maxLeafBytes,
        maxContextBytes,
        maxProposalBytes);
  }
}
