package keyturn.mls.suite;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** HPKECiphertext (RFC 9420 §7.6). */
public record HpkeCiphertext(Bytes kemOutput, Bytes ciphertext) implements Encodable {
  public static HpkeCiphertext read(Reader reader) throws MlsException {
    return new HpkeCiphertext(reader.vector(), reader.vector());
  }

  @Override
  public void writeTo(Writer writer) {
    writer.vector(kemOutput).vector(ciphertext);
  }
}
