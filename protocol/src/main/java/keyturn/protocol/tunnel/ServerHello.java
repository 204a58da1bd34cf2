package keyturn.protocol.tunnel;

import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.UnsupportedVersionException;

/**
 * What the server chose (docs/spec/tunnel.md#server-hello): version u16 || random (32) || suite u16
 * || refresh count u16 || group u16 || share length u16 || share.
 */
record ServerHello(Bytes random, int suite, int refreshMessages, int group, Bytes share) {

  static ServerHello decode(byte[] message)
      throws MalformedMessageException, UnsupportedVersionException {
    WireReader reader = WireReader.ofMessage(MessageType.SERVER_HELLO, message);
    ClientHello.requireVersion(reader.u16("version"));
    ServerHello hello =
        new ServerHello(
            reader.bytes("random", TunnelLimits.RANDOM_BYTES),
            reader.u16("suite"),
            reader.u16("refresh count"),
            reader.u16("group"),
            reader.bytes("share", reader.u16("share length"), 1, TunnelLimits.MAX_SHARE_BYTES));
    reader.end();
    if (!ServerPolicy.allowsRefreshMessages(hello.refreshMessages)) {
      throw reader.malformed("refresh count", "was " + hello.refreshMessages);
    }
    return hello;
  }

  byte[] encode() {
    return new WireWriter()
        .u16(TunnelLimits.VERSION)
        .bytes(random)
        .u16(suite)
        .u16(refreshMessages)
        .u16(group)
        .u16(share.length())
        .bytes(share)
        .toMessage(MessageType.SERVER_HELLO);
  }
}
