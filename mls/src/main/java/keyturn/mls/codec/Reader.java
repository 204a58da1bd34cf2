package keyturn.mls.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;

/**
 * Reads what {@link Writer} writes and refuses any other encoding of it. A length is compared with
 * what is there before anything is allocated, so that memory stays proportional to the input. Not
 * thread-safe.
 */
public final class Reader {
  /** The most elements of any list that says nothing else. */
  public static final int MAX_ELEMENTS = 8192;

  private final byte[] input;
  private final int end;
  private final List<SecretBytes> secrets;
  private int at;

  private Reader(byte[] input, int from, int end, List<SecretBytes> secrets) {
    this.input = input;
    this.at = from;
    this.end = end;
    this.secrets = secrets;
  }

  /** Reads {@code input}, which nobody may change meanwhile. */
  public static Reader of(byte[] input) {
    return new Reader(input, 0, input.length, new ArrayList<>());
  }

  public static Reader of(Bytes input) {
    return of(input.toArray());
  }

  /** Reads one structure. */
  public interface Decoder<T> {
    T read(Reader reader) throws MlsException;
  }

  /** The whole of {@code input} as one structure. */
  public static <T> T decode(Bytes input, Decoder<T> decoder) throws MlsException {
    Reader reader = of(input);
    T value = decoder.read(reader);
    reader.finish();
    return value;
  }

  /** As {@link #decode}, and leaves no copy of a secret behind when it fails. */
  public static <T> T decodeSecret(SecretBytes input, Decoder<T> decoder) throws MlsException {
    byte[] encoded = input.use(byte[]::clone);
    Reader reader = of(encoded);
    boolean done = false;
    try {
      T value = decoder.read(reader);
      reader.finish();
      done = true;
      return value;
    } finally {
      Arrays.fill(encoded, (byte) 0);
      if (!done) {
        reader.secrets.forEach(SecretBytes::close);
      }
    }
  }

  public static MlsException malformed(String what) {
    return new MlsException(Reason.MALFORMED, what);
  }

  public int u8() throws MlsException {
    need(1);
    return input[at++] & 0xff;
  }

  public int u16() throws MlsException {
    return u8() << 8 | u8();
  }

  public long u32() throws MlsException {
    return (long) u16() << 16 | u16();
  }

  public long u64() throws MlsException {
    return u32() << 32 | u32();
  }

  /** A uint32 that counts or numbers something of ours, so below 2^31. */
  public int index() throws MlsException {
    long value = u32();
    if (value > Integer.MAX_VALUE) {
      throw malformed("index out of range");
    }
    return (int) value;
  }

  public byte[] raw(int length) throws MlsException {
    need(length);
    at += length;
    return Arrays.copyOfRange(input, at - length, at);
  }

  public Bytes vector() throws MlsException {
    return Bytes.of(raw(length()));
  }

  public SecretBytes secretVector() throws MlsException {
    SecretBytes secret = SecretBytes.adopt(raw(length()));
    secrets.add(secret);
    return secret;
  }

  /** One that can have this length only. */
  public SecretBytes secretVector(int lengthBytes) throws MlsException {
    SecretBytes secret = secretVector();
    if (secret.length() != lengthBytes) {
      throw malformed("secret of %d bytes, expected %d".formatted(secret.length(), lengthBytes));
    }
    return secret;
  }

  /** {@code T values<V>} of at most {@link #MAX_ELEMENTS}. */
  public <T> List<T> list(Decoder<T> decoder) throws MlsException {
    return list(decoder, MAX_ELEMENTS);
  }

  /**
   * {@code T values<V>}.
   *
   * @throws MlsException also with more than {@code max} elements, which are not read
   */
  public <T> List<T> list(Decoder<T> decoder, int max) throws MlsException {
    Reader inner = sub();
    List<T> values = new ArrayList<>();
    while (inner.remaining() > 0) {
      if (values.size() == max) {
        throw new MlsException(Reason.TOO_LARGE, "list of more than " + max + " elements");
      }
      values.add(decoder.read(inner));
    }
    return List.copyOf(values);
  }

  /** {@code uint16 values<V>} of at most 256, which is more than there are in the registries. */
  public List<Integer> u16List() throws MlsException {
    return list(Reader::u16, 256);
  }

  public <T> Optional<T> optional(Decoder<T> decoder) throws MlsException {
    return flag() ? Optional.of(decoder.read(this)) : Optional.empty();
  }

  /** The one byte that says whether an optional value is there (RFC 9420 §2.1.1). */
  public boolean flag() throws MlsException {
    int present = u8();
    if (present > 1) {
      throw malformed("optional neither absent nor present: " + present);
    }
    return present == 1;
  }

  /** The bytes of a vector, as a reader of their own. */
  public Reader sub() throws MlsException {
    int length = length();
    need(length);
    at += length;
    return new Reader(input, at - length, at, secrets);
  }

  /** The vector header of RFC 9420 §2.1.2; the shortest form is the only one. */
  public int length() throws MlsException {
    int first = u8();
    int size = 1 << (first >>> 6);
    if (size == 8) {
      throw malformed("vector header begins with 0b11");
    }
    int value = first & 0x3f;
    for (int i = 1; i < size; i++) {
      value = value << 8 | u8();
    }
    if (size > 1 && value < (size == 2 ? 1 << 6 : 1 << 14)) {
      throw malformed("vector header longer than it need be");
    }
    return value;
  }

  public int position() {
    return at;
  }

  public int remaining() {
    return end - at;
  }

  /** All that is left, as zero padding (RFC 9420 §6.3.1). */
  public void zerosToEnd() throws MlsException {
    int seen = 0;
    while (at < end) {
      seen |= input[at++];
    }
    if (seen != 0) {
      throw malformed("padding that is not zero");
    }
  }

  /** What was read since {@code from}, a {@link #position}. */
  public Bytes since(int from) {
    return Bytes.of(Arrays.copyOfRange(input, from, at));
  }

  public void finish() throws MlsException {
    if (at != end) {
      throw malformed((end - at) + " bytes too many");
    }
  }

  private void need(int length) throws MlsException {
    if (length > end - at) {
      throw malformed(length + " bytes expected, " + (end - at) + " left");
    }
  }
}
