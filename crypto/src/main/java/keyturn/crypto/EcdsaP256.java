package keyturn.crypto;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** ECDSA over P-256 with SHA-256 (FIPS 186-5 §6), its nonces derived as RFC 6979 says. */
final class EcdsaP256 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  /** SEQUENCE of two INTEGERs of at most 33 bytes. */
  private static final int MAX_SIGNATURE_BYTES = 72;

  private EcdsaP256() {}

  static Bytes sign(SecretBytes privateKey, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    BigInteger scalar = privateKey.use(key -> new BigInteger(1, key));
    signer.init(true, new ECPrivateKeyParameters(scalar, DOMAIN));
    BigInteger[] parts = signer.generateSignature(hash(message));
    try {
      return Bytes.of(StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), parts[0], parts[1]));
    } catch (IOException e) {
      throw new IllegalStateException("an ECDSA signature of our own does not encode", e);
    }
  }

  static boolean verifies(Bytes publicKey, byte[] message, Bytes signature) {
    if (!P256Exchange.isPoint(publicKey) || signature.length() > MAX_SIGNATURE_BYTES) {
      return false;
    }
    try {
      BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(DOMAIN.getN(), signature.toArray());
      ECDSASigner signer = new ECDSASigner();
      signer.init(
          false,
          new ECPublicKeyParameters(CURVE.getCurve().decodePoint(publicKey.toArray()), DOMAIN));
      return signer.verifySignature(hash(message), parts[0], parts[1]);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // Bouncy Castle's three ways of saying that it is no strict DER signature.
      return false;
    }
  }

  private static byte[] hash(byte[] message) {
    return HashAlgorithm.SHA256.hash(message).toArray();
  }
}
