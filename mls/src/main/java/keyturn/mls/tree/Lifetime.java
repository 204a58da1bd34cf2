package keyturn.mls.tree;

import java.time.Instant;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** Lifetime (RFC 9420 §7.2): seconds since 1970, unsigned, both ends included. */
public record Lifetime(long notBefore, long notAfter) implements Encodable {
  public static Lifetime read(Reader reader) throws MlsException {
    return new Lifetime(reader.u64(), reader.u64());
  }

  public boolean includes(Instant time) {
    long seconds = time.getEpochSecond();
    return Long.compareUnsigned(notBefore, seconds) <= 0
        && Long.compareUnsigned(seconds, notAfter) <= 0;
  }

  /** Whether it lasts at most so long. */
  public boolean isWithin(long maxSeconds) {
    return Long.compareUnsigned(notBefore, notAfter) <= 0
        && Long.compareUnsigned(notAfter - notBefore, maxSeconds) <= 0;
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u64(notBefore).u64(notAfter);
  }
}
