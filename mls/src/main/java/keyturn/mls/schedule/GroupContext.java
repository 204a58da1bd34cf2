package keyturn.mls.schedule;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extensions;
import keyturn.mls.suite.Suite;

/**
 * GroupContext (RFC 9420 §8.1): what the members of an epoch agree on.
 *
 * @param epoch unsigned, below 2^64-1
 */
public record GroupContext(
    int suiteCode,
    Bytes groupId,
    long epoch,
    Bytes treeHash,
    Bytes confirmedTranscriptHash,
    Extensions extensions)
    implements Encodable {
  private static final int MLS_10 = 1;
  private static final long LAST_EPOCH = -1;

  public static GroupContext read(Reader reader) throws MlsException {
    int version = reader.u16();
    if (version != MLS_10) {
      throw new MlsException(Reason.UNSUPPORTED, "protocol version " + version);
    }
    return new GroupContext(
        reader.u16(),
        reader.vector(),
        possible(reader.u64()),
        reader.vector(),
        reader.vector(),
        Extensions.read(reader));
  }

  /** The suite, if we have it. */
  public Suite suite() throws MlsException {
    return Suite.ofCode(suiteCode)
        .orElseThrow(() -> new MlsException(Reason.UNSUPPORTED, "cipher suite " + suiteCode));
  }

  /**
   * The provisional context of the next epoch: with the old transcript hash (RFC 9420 §12.4.1).
   *
   * @throws MlsException if that would be epoch 2^64-1
   */
  public GroupContext next(Bytes newTreeHash, Extensions newExtensions) throws MlsException {
    return new GroupContext(
        suiteCode,
        groupId,
        possible(epoch + 1),
        newTreeHash,
        confirmedTranscriptHash,
        newExtensions);
  }

  /** No group of ours is ever in epoch 2^64-1, so that none counts on to 0. */
  private static long possible(long epoch) throws MlsException {
    if (epoch == LAST_EPOCH) {
      throw new MlsException(Reason.UNSUPPORTED, "epoch 2^64-1, which none can follow");
    }
    return epoch;
  }

  public GroupContext withTranscript(Bytes confirmed) {
    return new GroupContext(suiteCode, groupId, epoch, treeHash, confirmed, extensions);
  }

  @Override
  public void writeTo(Writer writer) {
    writer
        .u16(MLS_10)
        .u16(suiteCode)
        .vector(groupId)
        .u64(epoch)
        .vector(treeHash)
        .vector(confirmedTranscriptHash)
        .put(extensions);
  }
}
