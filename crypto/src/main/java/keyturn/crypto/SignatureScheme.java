package keyturn.crypto;

import java.util.Arrays;
import java.util.Optional;

/** How identity keys sign (docs/spec/suites.md#signatures); codes of RFC 8446 §4.2.3. */
public enum SignatureScheme {
  /** RFC 8032; signatures of 64 bytes. */
  ED25519(0x0807),
  /**
   * RSASSA-PSS (RFC 8017 §8.1) with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes, under a key
   * whose OID is rsaEncryption.
   */
  RSA_PSS_SHA256(0x0804);

  private final int code;

  SignatureScheme(int code) {
    this.code = code;
  }

  public static Optional<SignatureScheme> ofCode(int code) {
    return Arrays.stream(values()).filter(scheme -> scheme.code == code).findFirst();
  }

  public int code() {
    return code;
  }
}
