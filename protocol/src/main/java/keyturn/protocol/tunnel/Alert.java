package keyturn.protocol.tunnel;

import java.util.List;
import keyturn.protocol.MalformedMessageException;

/**
 * Why the server will not answer a ClientHello, without proof (docs/spec/tunnel.md#alert): code u8
 * || body.
 */
sealed interface Alert {
  int NO_COMMON_SUITE = 1;
  int UNSUPPORTED_VERSION = 2;

  /** groups (n u8, n u16) || suites (n u8, n u16), what the server accepts. */
  record NoCommonSuite(List<Integer> groups, List<Integer> suites) implements Alert {}

  /** version u16, what the server speaks. */
  record UnsupportedVersion(int version) implements Alert {}

  static Alert decode(byte[] message) throws MalformedMessageException {
    WireReader reader = WireReader.ofMessage(MessageType.ALERT, message);
    int code = reader.u8("code");
    Alert alert =
        switch (code) {
          case NO_COMMON_SUITE ->
              new NoCommonSuite(
                  reader.codes("groups", TunnelLimits.MAX_LIST_CODES),
                  reader.codes("suites", TunnelLimits.MAX_LIST_CODES));
          case UNSUPPORTED_VERSION -> new UnsupportedVersion(reader.u16("version"));
          default -> throw reader.malformed("code", "unknown " + code);
        };
    reader.end();
    return alert;
  }

  default byte[] encode() {
    WireWriter body = new WireWriter();
    if (this instanceof NoCommonSuite lists) {
      body.u8(NO_COMMON_SUITE).codes(lists.groups()).codes(lists.suites());
    } else if (this instanceof UnsupportedVersion unsupported) {
      body.u8(UNSUPPORTED_VERSION).u16(unsupported.version());
    }
    return body.toMessage(MessageType.ALERT);
  }
}
