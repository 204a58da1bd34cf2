package keyturn.mls.codec;

import keyturn.crypto.Bytes;

/** A structure with exactly one encoding. */
public interface Encodable {
  void writeTo(Writer writer);

  default Bytes encoded() {
    return Bytes.of(encodedArray());
  }

  default byte[] encodedArray() {
    try (Writer writer = new Writer()) {
      writeTo(writer);
      return writer.toArray();
    }
  }
}
