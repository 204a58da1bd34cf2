package keyturn.mls.group;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.WireFormat;

/**
 * What to commit, beside all proposals received in this epoch that go together.
 *
 * @param proposals of our own
 * @param path whether to send a path where none is required
 * @param pending whether to take in what was received
 * @param authenticatedData visible to the server, authenticated
 */
public record CommitRequest(
    List<Proposal> proposals,
    Path path,
    Pending pending,
    WireFormat wireFormat,
    Bytes authenticatedData,
    TreeInWelcome treeInWelcome) {
  /** Whether a commit renews the committer's keys though it need not (RFC 9420 §12.4). */
  public enum Path {
    ALWAYS,
    WHEN_REQUIRED
  }

  /** Whether proposals that were received are committed. */
  public enum Pending {
    COMMIT,
    LEAVE_OUT
  }

  /** Whether a Welcome carries the ratchet tree, or new members get it elsewhere. */
  public enum TreeInWelcome {
    INCLUDED,
    ELSEWHERE
  }

  public CommitRequest {
    proposals = List.copyOf(proposals);
    if (wireFormat != WireFormat.PRIVATE_MESSAGE && wireFormat != WireFormat.PUBLIC_MESSAGE) {
      throw new IllegalArgumentException("a commit is a private or a public message");
    }
  }

  /** A private message with a path, all that was received, and the tree in the Welcome. */
  public static CommitRequest of(Proposal... proposals) {
    return new CommitRequest(
        List.of(proposals),
        Path.ALWAYS,
        Pending.COMMIT,
        WireFormat.PRIVATE_MESSAGE,
        Bytes.EMPTY,
        TreeInWelcome.INCLUDED);
  }

  public CommitRequest with(WireFormat format) {
    return new CommitRequest(proposals, path, pending, format, authenticatedData, treeInWelcome);
  }

  public CommitRequest with(Path newPath) {
    return new CommitRequest(
        proposals, newPath, pending, wireFormat, authenticatedData, treeInWelcome);
  }

  public CommitRequest with(TreeInWelcome newTree) {
    return new CommitRequest(proposals, path, pending, wireFormat, authenticatedData, newTree);
  }
}
