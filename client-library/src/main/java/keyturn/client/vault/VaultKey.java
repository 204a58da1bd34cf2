package keyturn.client.vault;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.Hkdf;
import keyturn.crypto.SealedBox;
import keyturn.crypto.SecretBytes;

/**
 * The random key of a vault (32 bytes), made once and wrapped in slots ({@link KeySlots}). Nothing
 * is encrypted under it: each use has a key of its own, HKDF-SHA-256(vault key, info = label).
 */
final class VaultKey implements AutoCloseable {
  static final int LENGTH_BYTES = 32;

  private final SecretBytes value;

  VaultKey(SecretBytes value) {
    this.value = value;
  }

  static VaultKey random(SecureRandom random) {
    return new VaultKey(SecretBytes.random(LENGTH_BYTES, random));
  }

  SecretBytes value() {
    return value;
  }

  /**
   * H2's file password: hexadecimal, because H2 takes characters. H2 stretches it with ten rounds
   * only, which is why it never sees the user's.
   */
  char[] filePassword() {
    try (SecretBytes key = derive("keyturn/1 vault file")) {
      return key.use(
          bytes -> {
            char[] hex = new char[2 * bytes.length];
            for (int i = 0; i < bytes.length; i++) {
              hex[2 * i] = HexFormat.of().toHighHexDigit(bytes[i]);
              hex[2 * i + 1] = HexFormat.of().toLowHexDigit(bytes[i]);
            }
            return hex;
          });
    }
  }

  /** For {@link SealedBox}; the caller closes it. */
  SecretBytes payloadKey() {
    return derive("keyturn/1 vault payload");
  }

  private SecretBytes derive(String label) {
    try (SecretBytes prk = Hkdf.extract(HashAlgorithm.SHA256, new byte[0], value)) {
      return Hkdf.expand(
          HashAlgorithm.SHA256,
          prk,
          label.getBytes(StandardCharsets.US_ASCII),
          SealedBox.KEY_BYTES);
    }
  }

  @Override
  public void close() {
    value.close();
  }
}
