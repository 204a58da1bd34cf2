package keyturn.protocol.tunnel;

import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.UnsupportedVersionException;

/**
 * What the client offers (docs/spec/tunnel.md#client-hello): version u16 || random (32) || suites
 * (n u8, n u16) || groups (n u8, n u16) || share group u16 || share length u16 || share. The codes
 * may be ones we do not know.
 */
record ClientHello(
    Bytes random, List<Integer> suites, List<Integer> groups, int shareGroup, Bytes share) {

  static ClientHello decode(byte[] message)
      throws MalformedMessageException, UnsupportedVersionException {
    WireReader reader = WireReader.ofMessage(MessageType.CLIENT_HELLO, message);
    requireVersion(reader.u16("version"));
    ClientHello hello =
        new ClientHello(
            reader.bytes("random", TunnelLimits.RANDOM_BYTES),
            reader.codes("suites", TunnelLimits.MAX_LIST_CODES),
            reader.codes("groups", TunnelLimits.MAX_LIST_CODES),
            reader.u16("share group"),
            reader.bytes("share", reader.u16("share length"), 1, TunnelLimits.MAX_SHARE_BYTES));
    reader.end();
    return hello;
  }

  static void requireVersion(int version) throws UnsupportedVersionException {
    if (version != TunnelLimits.VERSION) {
      throw new UnsupportedVersionException(TunnelLimits.VERSION, version);
    }
  }

  byte[] encode() {
    return new WireWriter()
        .u16(TunnelLimits.VERSION)
        .bytes(random)
        .codes(suites)
        .codes(groups)
        .u16(shareGroup)
        .u16(share.length())
        .bytes(share)
        .toMessage(MessageType.CLIENT_HELLO);
  }

  /** The same offer with the share that a Retry asked for. */
  ClientHello withShare(int group, Bytes replacement) {
    return new ClientHello(random, suites, groups, group, replacement);
  }
}
