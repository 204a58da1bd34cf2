package keyturn.crypto;

import java.util.Arrays;
import java.util.Optional;

/**
 * How records and messages are sealed (docs/spec/suites.md#suites). The names are those on the
 * wire, in settings and in commands.
 */
public enum CipherSuite {
  AES_256_GCM(1, 32),
  AES_128_GCM(2, 16),
  CHACHA20_POLY1305(3, 32),
  A256CBC_HS512(4, EncryptThenMac.Layout.A256CBC_HS512),
  A128CBC_HS256(5, EncryptThenMac.Layout.A128CBC_HS256),
  A256CBC_HS256(6, EncryptThenMac.Layout.A256CBC_HS256),
  A128CBC_HS512(7, EncryptThenMac.Layout.A128CBC_HS512),
  TDES_CBC_HS256(8, EncryptThenMac.Layout.TDES_CBC_HS256),
  KEYED_HASH_HS256(9, EncryptThenMac.Layout.KEYED_HASH_HS256);

  private final int code;
  private final int keyBytes;
  private final int ivBytes;
  private final int maxOverheadBytes;

  CipherSuite(int code, int keyBytes) {
    this.code = code;
    this.keyBytes = keyBytes;
    this.ivBytes = AeadCipher.NONCE_BYTES;
    this.maxOverheadBytes = AeadCipher.TAG_BYTES;
  }

  CipherSuite(int code, EncryptThenMac.Layout layout) {
    this.code = code;
    this.keyBytes = layout.keyBytes();
    this.ivBytes = 0;
    this.maxOverheadBytes = layout.maxOverheadBytes();
  }

  public static Optional<CipherSuite> ofCode(int code) {
    return Arrays.stream(values()).filter(suite -> suite.code == code).findFirst();
  }

  public static Optional<CipherSuite> ofName(String name) {
    return Arrays.stream(values()).filter(suite -> suite.name().equals(name)).findFirst();
  }

  public int code() {
    return code;
  }

  /** The whole key of a {@link SuiteCipher}; in the composed suites MAC key || encryption key. */
  public int keyBytes() {
    return keyBytes;
  }

  /** 12 where the nonce is IV xor counter; 0 where a random IV is part of the output. */
  public int ivBytes() {
    return ivBytes;
  }

  /** The most by which sealing lengthens a message. */
  public int maxOverheadBytes() {
    return maxOverheadBytes;
  }

  /** Whether only an administrator's switch allows it (docs/spec/suites.md#limits). */
  public boolean compatibility() {
    return this == TDES_CBC_HS256 || this == KEYED_HASH_HS256;
  }
}
