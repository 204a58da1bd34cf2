package keyturn.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDH over P-256 (NIST SP 800-56A §5.7.1.2): shares are uncompressed points 0x04 || X (32) || Y
 * (32), the only form TLS 1.3 has (RFC 8446 §4.2.8.2); the secret is the X of the product (32).
 */
final class P256Exchange extends DiffieHellman {
  static final int POINT_BYTES = 65;
  static final int SECRET_BYTES = 32;
  private static final byte UNCOMPRESSED = 0x04;
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");

  @Override
  SecretBytes generatePrivate(SecureRandom random) {
    BigInteger scalar =
        BigIntegers.createRandomInRange(
            BigInteger.ONE, CURVE.getN().subtract(BigInteger.ONE), random);
    return SecretBytes.adopt(BigIntegers.asUnsignedByteArray(SECRET_BYTES, scalar));
  }

  @Override
  Bytes publicOf(SecretBytes privateKey) {
    ECPoint point =
        privateKey.use(
            scalar ->
                new FixedPointCombMultiplier().multiply(CURVE.getG(), new BigInteger(1, scalar)));
    return Bytes.of(point.getEncoded(false));
  }

  @Override
  SecretBytes agree(SecretBytes privateKey, Bytes publicKey) throws RefusedShareException {
    ECPoint theirs = decode(publicKey);
    ECPoint product =
        privateKey.use(
            scalar ->
                ECAlgorithms.cleanPoint(CURVE.getCurve(), theirs)
                    .multiply(new BigInteger(1, scalar))
                    .normalize());
    if (product.isInfinity()) {
      throw new RefusedShareException();
    }
    return SecretBytes.adopt(product.getAffineXCoord().getEncoded());
  }

  static boolean isPoint(Bytes publicKey) {
    try {
      decode(publicKey);
      return true;
    } catch (RefusedShareException e) {
      return false;
    }
  }

  static boolean isScalar(BigInteger scalar) {
    return scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0;
  }

  /** The cofactor is 1, so a point on the curve other than infinity is in the group. */
  private static ECPoint decode(Bytes publicKey) throws RefusedShareException {
    if (publicKey.length() != POINT_BYTES || publicKey.at(0) != UNCOMPRESSED) {
      throw new RefusedShareException();
    }
    try {
      return CURVE.getCurve().decodePoint(publicKey.toArray());
    } catch (IllegalArgumentException e) {
      throw new RefusedShareException();
    }
  }
}
