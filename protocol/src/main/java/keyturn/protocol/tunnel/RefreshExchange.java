package keyturn.protocol.tunnel;

import keyturn.crypto.Bytes;
import keyturn.crypto.KeyGroup;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.UnexpectedMessageException;

/** The share in a Refresh or RefreshReply: group u16 || share length u16 || share. */
final class RefreshExchange {
  private RefreshExchange() {}

  static byte[] encode(MessageType type, KeyGroup group, Bytes share) {
    return new WireWriter().u16(group.code()).u16(share.length()).bytes(share).toMessage(type);
  }

  static Bytes decode(MessageType type, KeyGroup group, byte[] message)
      throws MalformedMessageException, UnexpectedMessageException {
    WireReader reader = WireReader.ofMessage(type, message);
    int code = reader.u16("group");
    Bytes share =
        reader.bytes("share", reader.u16("share length"), 1, TunnelLimits.MAX_SHARE_BYTES);
    reader.end();
    if (code != group.code()) {
      throw new UnexpectedMessageException(type + ": group " + code + ", not " + group);
    }
    return share;
  }

  /** SHA-256 of Refresh || RefreshReply. */
  static Bytes hash(byte[] refresh, byte[] reply) {
    return KeySchedule.HASH.hash(refresh, reply);
  }
}
