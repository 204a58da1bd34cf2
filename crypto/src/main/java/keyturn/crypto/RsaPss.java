package keyturn.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 8017 §8.1). */
final class RsaPss {
  static final int MIN_MODULUS_BITS = 3072;

  /** Verifying costs the square of it, and the key comes from the peer. */
  private static final int MAX_MODULUS_BITS = 8192;

  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
  private static final int MAX_EXPONENT_BITS = 32;
  private static final PSSParameterSpec PARAMETERS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private RsaPss() {}

  static Bytes sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = started();
      signature.initSign(key);
      signature.update(message);
      return Bytes.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw Jca.cannotHappen("RSASSA-PSS signing", e);
    }
  }

  static boolean verifies(PublicKey key, byte[] message, Bytes signature) {
    try {
      Signature verifier = started();
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature.toArray());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The key, which must be encoded in the one DER way, and within our sizes. */
  static RSAPublicKey ofSpki(Bytes spki, int minModulusBits) throws InvalidKeyException {
    RSAPublicKey key;
    try {
      key =
          (RSAPublicKey)
              Jca.keyFactory("RSA").generatePublic(new X509EncodedKeySpec(spki.toArray()));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException("neither an Ed25519 nor an RSA key");
    }
    requireSizes(key.getModulus(), key.getPublicExponent(), minModulusBits);
    if (!spki.equals(Bytes.of(key.getEncoded()))) {
      throw new InvalidKeyException("RSA key not in DER");
    }
    return key;
  }

  static void requireSizes(BigInteger modulus, BigInteger exponent, int minModulusBits)
      throws InvalidKeyException {
    int bits = modulus.bitLength();
    if (bits < minModulusBits || bits > MAX_MODULUS_BITS) {
      throw new InvalidKeyException(
          "RSA key of %d bits, expected %d to %d"
              .formatted(bits, minModulusBits, MAX_MODULUS_BITS));
    }
    if (exponent.compareTo(MIN_EXPONENT) < 0
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)) {
      throw new InvalidKeyException("RSA exponent not an odd number from 65537 to 2^32");
    }
  }

  private static Signature started() throws GeneralSecurityException {
    Signature signature = Jca.signature("RSASSA-PSS");
    signature.setParameter(PARAMETERS);
    return signature;
  }
}
