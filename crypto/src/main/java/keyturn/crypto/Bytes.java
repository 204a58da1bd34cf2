package keyturn.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string with value equality, for what is public: shares, tags, ciphertexts, ids.
 * Secrets are {@link SecretBytes}.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** Copies {@code value}. */
  public static Bytes of(byte... value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** Joins {@code parts} in order. */
  public static Bytes concat(Bytes... parts) {
    int length = 0;
    for (Bytes part : parts) {
      length = Math.addExact(length, part.value.length);
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.value, 0, joined, at, part.value.length);
      at += part.value.length;
    }
    return new Bytes(joined);
  }

  public int length() {
    return value.length;
  }

  public boolean isEmpty() {
    return value.length == 0;
  }

  public byte at(int index) {
    return value[index];
  }

  public Bytes slice(int from, int to) {
    if (from < 0 || to > value.length || from > to) {
      throw new IllegalArgumentException(
          "slice " + from + ".." + to + " of " + value.length + " bytes");
    }
    return new Bytes(Arrays.copyOfRange(value, from, to));
  }

  /** A copy; the caller may do with it what it likes. */
  public byte[] toArray() {
    return value.clone();
  }

  public String toHex() {
    return HexFormat.of().formatHex(value);
  }

  /** Compares in time that depends on the lengths only. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  /** The length only: what is public may still be somebody's message. */
  @Override
  public String toString() {
    return value.length + " bytes";
  }
}
