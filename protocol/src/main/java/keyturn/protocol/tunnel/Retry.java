package keyturn.protocol.tunnel;

import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.UnsupportedVersionException;

/**
 * Asks for a share of another group the client offered (docs/spec/tunnel.md#retry): version u16 ||
 * suite u16 || group u16.
 */
record Retry(int suite, int group) {

  static Retry decode(byte[] message)
      throws MalformedMessageException, UnsupportedVersionException {
    WireReader reader = WireReader.ofMessage(MessageType.RETRY, message);
    ClientHello.requireVersion(reader.u16("version"));
    Retry retry = new Retry(reader.u16("suite"), reader.u16("group"));
    reader.end();
    return retry;
  }

  byte[] encode() {
    return new WireWriter()
        .u16(TunnelLimits.VERSION)
        .u16(suite)
        .u16(group)
        .toMessage(MessageType.RETRY);
  }
}
