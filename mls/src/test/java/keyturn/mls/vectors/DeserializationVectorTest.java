package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import keyturn.crypto.Bytes;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import org.junit.jupiter.api.Test;

class DeserializationVectorTest {
  @Test
  void vectorHeadersAreReadAndWrittenAsOfficially() {
    VectorFile.run(
        "deserialization.json",
        vector -> {
          Bytes header = bytes(vector, "vlbytes_header");
          int length = vector.get("length").intValue();
          assertEquals(length, Reader.decode(header, Reader::length));
          assertEquals(header, new Writer().length(length).toBytes());
        });
  }
}
