package keyturn.protocol.tunnel;

import java.util.ArrayList;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.protocol.MalformedMessageException;

/**
 * The server's identity on the wire (docs/spec/tunnel.md#identity): key length u16 || key ||
 * certificates (n u8, n times length u24 || certificate).
 */
final class IdentityMessage {
  private IdentityMessage() {}

  static ServerIdentity decode(byte[] message) throws MalformedMessageException {
    WireReader reader = WireReader.ofMessage(MessageType.IDENTITY, message);
    Bytes spki = reader.bytes("key", reader.u16("key length"), 1, ServerIdentity.MAX_SPKI_BYTES);
    int count = reader.u8("certificates");
    if (count > ServerIdentity.MAX_CERTIFICATES) {
      throw reader.malformed("certificates", count + " of them");
    }
    List<Bytes> certificates = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = reader.u24("certificate length");
      certificates.add(
          reader.bytes("certificate", length, 1, ServerIdentity.MAX_CERTIFICATE_BYTES));
    }
    reader.end();
    return new ServerIdentity(spki, certificates);
  }

  static byte[] encode(ServerIdentity identity) {
    WireWriter body = new WireWriter().u16(identity.spki().length()).bytes(identity.spki());
    body.u8(identity.certificates().size());
    for (Bytes certificate : identity.certificates()) {
      body.u24(certificate.length()).bytes(certificate);
    }
    return body.toMessage(MessageType.IDENTITY);
  }
}
