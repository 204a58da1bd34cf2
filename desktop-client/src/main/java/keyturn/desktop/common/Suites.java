package keyturn.desktop.common;

import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;

/** Names of algorithms as people know them. */
public final class Suites {
  private Suites() {}

  public static String name(CipherSuite suite) {
    return switch (suite) {
      case AES_256_GCM -> "AES-256-GCM";
      case AES_128_GCM -> "AES-128-GCM";
      case CHACHA20_POLY1305 -> "ChaCha20-Poly1305";
      case A256CBC_HS512 -> "AES-256-CBC, HMAC-SHA-512";
      case A128CBC_HS256 -> "AES-128-CBC, HMAC-SHA-256";
      case A256CBC_HS256 -> "AES-256-CBC, HMAC-SHA-256";
      case A128CBC_HS512 -> "AES-128-CBC, HMAC-SHA-512";
      case TDES_CBC_HS256 -> "Triple-DES-CBC, HMAC-SHA-256";
      case KEYED_HASH_HS256 -> Texts.of("suite.keyed-hash");
    };
  }

  public static String name(KeyGroup group) {
    return group.name();
  }
}
