package keyturn.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * ML-KEM-768 (FIPS 203). A private key is its seed d (32) || z (32); the shared secret has 32
 * bytes.
 */
final class MlKem768 {
  static final int SEED_BYTES = 64;
  static final int ENCAPSULATION_KEY_BYTES = 1184;
  static final int CIPHERTEXT_BYTES = 1088;
  static final int SECRET_BYTES = 32;
  static final int DECAPSULATION_KEY_BYTES = 2400;
  private static final int MESSAGE_BYTES = 32;
  private static final int RHO_BYTES = 32;
  private static final int Q = 3329;

  private MlKem768() {}

  static Bytes encapsulationKey(SecretBytes seed) {
    return seed.use(s -> Bytes.of(privateKey(s).getPublicKey()));
  }

  /** The decapsulation key as FIPS 203 §7.1 writes it, for vectors: we keep seeds only. */
  static SecretBytes expandedKey(SecretBytes seed) {
    return seed.use(s -> SecretBytes.adopt(privateKey(s).getEncoded()));
  }

  /** FIPS 203 §7.2, with the check of the key that it demands. */
  static AnsweredShare encapsulate(Bytes encapsulationKey, SecureRandom random)
      throws KeyExchange.RefusedShareException {
    try (SecretBytes message = SecretBytes.random(MESSAGE_BYTES, random)) {
      return encapsulate(encapsulationKey, message);
    }
  }

  /** With the random value m given, for vectors. */
  static AnsweredShare encapsulate(Bytes encapsulationKey, SecretBytes message)
      throws KeyExchange.RefusedShareException {
    if (encapsulationKey.length() != ENCAPSULATION_KEY_BYTES || !reduced(encapsulationKey)) {
      throw new KeyExchange.RefusedShareException();
    }
    MLKEMPublicKeyParameters key =
        new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, encapsulationKey.toArray());
    SecretWithEncapsulation made =
        message.use(m -> MLKEMGenerator.internalGenerateEncapsulated(key, m));
    return new AnsweredShare(
        Bytes.of(made.getEncapsulation()), SecretBytes.adopt(made.getSecret()));
  }

  /**
   * FIPS 203 §7.3. A ciphertext of the right length never fails: a wrong one gives a secret that
   * nobody else has.
   */
  static SecretBytes decapsulate(SecretBytes seed, Bytes ciphertext)
      throws KeyExchange.RefusedShareException {
    if (ciphertext.length() != CIPHERTEXT_BYTES) {
      throw new KeyExchange.RefusedShareException();
    }
    return seed.use(s -> decapsulate(privateKey(s), ciphertext));
  }

  /** With an expanded key, checked as FIPS 203 §7.3 demands, for vectors: we keep seeds only. */
  static SecretBytes decapsulateExpanded(SecretBytes expandedKey, Bytes ciphertext)
      throws KeyExchange.RefusedShareException {
    if (expandedKey.length() != DECAPSULATION_KEY_BYTES
        || ciphertext.length() != CIPHERTEXT_BYTES) {
      throw new KeyExchange.RefusedShareException();
    }
    return expandedKey.use(
        key ->
            decapsulate(
                new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, key), ciphertext));
  }

  private static SecretBytes decapsulate(MLKEMPrivateKeyParameters key, Bytes ciphertext) {
    try {
      return SecretBytes.adopt(new MLKEMExtractor(key).extractSecret(ciphertext.toArray()));
    } finally {
      key.destroy();
    }
  }

  private static MLKEMPrivateKeyParameters privateKey(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "ML-KEM seed of %d bytes, expected %d".formatted(seed.length, SEED_BYTES));
    }
    return new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed);
  }

  /**
   * The modulus check of FIPS 203 §7.2: every coefficient, of 12 bits little-endian, is below q.
   */
  static boolean reduced(Bytes encapsulationKey) {
    byte[] key = encapsulationKey.toArray();
    for (int i = 0; i < ENCAPSULATION_KEY_BYTES - RHO_BYTES; i += 3) {
      int first = (key[i] & 0xff) | (key[i + 1] & 0x0f) << 8;
      int second = (key[i + 1] & 0xf0) >> 4 | (key[i + 2] & 0xff) << 4;
      if (first >= Q || second >= Q) {
        return false;
      }
    }
    return true;
  }
}
