package keyturn.mls.schedule;

import keyturn.crypto.Bytes;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;

/** The running hashes over all commits (RFC 9420 §8.2). */
public final class TranscriptHash {
  private TranscriptHash() {}

  /**
   * The confirmed transcript hash after a commit.
   *
   * @param interim of the epoch before, empty at first
   * @param commit ConfirmedTranscriptHashInput: wire format, content and signature
   */
  public static Bytes confirmed(Suite suite, Bytes interim, byte[] commit) {
    return suite.hash(interim.toArray(), commit);
  }

  public static Bytes interim(Suite suite, Bytes confirmed, Bytes confirmationTag) {
    return suite.hash(confirmed.toArray(), new Writer().vector(confirmationTag).toArray());
  }
}
