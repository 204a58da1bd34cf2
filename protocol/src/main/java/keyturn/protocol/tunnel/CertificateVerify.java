package keyturn.protocol.tunnel;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.Arrays;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.SigningKey;
import keyturn.crypto.VerifyingKey;
import keyturn.protocol.MalformedMessageException;

/**
 * The server's signature over the transcript (docs/spec/tunnel.md#certificate-verify; RFC 8446
 * §4.4.3): scheme u16 || signature length u16 || signature.
 */
record CertificateVerify(int scheme, Bytes signature) {
  private static final byte[] CONTEXT =
      "keyturn/1 server CertificateVerify".getBytes(StandardCharsets.US_ASCII);
  private static final int PADDING_BYTES = 64;

  static CertificateVerify sign(SigningKey key, Bytes transcriptHash) {
    return new CertificateVerify(key.scheme().code(), key.sign(content(transcriptHash)));
  }

  static CertificateVerify decode(byte[] message) throws MalformedMessageException {
    WireReader reader = WireReader.ofMessage(MessageType.CERTIFICATE_VERIFY, message);
    CertificateVerify decoded =
        new CertificateVerify(
            reader.u16("scheme"),
            reader.bytes(
                "signature", reader.u16("signature length"), 1, TunnelLimits.MAX_SIGNATURE_BYTES));
    reader.end();
    return decoded;
  }

  byte[] encode() {
    return new WireWriter()
        .u16(scheme)
        .u16(signature.length())
        .bytes(signature)
        .toMessage(MessageType.CERTIFICATE_VERIFY);
  }

  /**
   * @param transcriptHash up to and including Identity
   * @throws AuthenticationFailedException if the key is none, is of another scheme, or has not
   *     signed this transcript
   */
  void verify(Bytes spki, Bytes transcriptHash) throws AuthenticationFailedException {
    VerifyingKey key;
    try {
      key = VerifyingKey.ofSpki(spki);
    } catch (InvalidKeyException e) {
      throw new AuthenticationFailedException();
    }
    if (key.scheme().code() != scheme) {
      throw new AuthenticationFailedException();
    }
    key.verify(content(transcriptHash), signature);
  }

  /** 64 * 0x20 || context || 0x00 || transcript hash. */
  static byte[] content(Bytes transcriptHash) {
    byte[] padding = new byte[PADDING_BYTES];
    Arrays.fill(padding, (byte) 0x20);
    return new WireWriter().bytes(padding).bytes(CONTEXT).u8(0).bytes(transcriptHash).toArray();
  }
}
