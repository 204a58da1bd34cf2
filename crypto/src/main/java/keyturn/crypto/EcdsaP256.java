package keyturn.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
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

  private static final int MAX_INTEGER_BYTES = 33;
  private static final byte SEQUENCE = 0x30;
  private static final byte INTEGER = 0x02;

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
    Optional<BigInteger[]> parts = decode(signature);
    if (parts.isEmpty()) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(
        false,
        new ECPublicKeyParameters(CURVE.getCurve().decodePoint(publicKey.toArray()), DOMAIN));
    return signer.verifySignature(hash(message), parts.get()[0], parts.get()[1]);
  }

  /**
   * SEQUENCE { r INTEGER, s INTEGER } in DER and nothing else. Read here, because Bouncy Castle
   * tells some other encodings by a ClassCastException.
   */
  private static Optional<BigInteger[]> decode(Bytes signature) {
    if (signature.length() < 2
        || signature.at(0) != SEQUENCE
        || signature.at(1) != signature.length() - 2) {
      return Optional.empty();
    }
    int end = 2 + integerBytes(signature, 2);
    if (end == 2 || end + integerBytes(signature, end) != signature.length()) {
      return Optional.empty();
    }
    return end == signature.length()
        ? Optional.empty()
        : Optional.of(
            new BigInteger[] {
              new BigInteger(signature.slice(4, end).toArray()),
              new BigInteger(signature.slice(end + 2, signature.length()).toArray())
            });
  }

  /** How long a positive INTEGER in its shortest form is, header included; 0 if it is none. */
  private static int integerBytes(Bytes der, int at) {
    if (der.length() < at + 3 || der.at(at) != INTEGER) {
      return 0;
    }
    int length = der.at(at + 1);
    if (length < 1 || length > MAX_INTEGER_BYTES || der.length() < at + 2 + length) {
      return 0;
    }
    boolean negative = der.at(at + 2) < 0;
    boolean padded = length > 1 && der.at(at + 2) == 0 && der.at(at + 3) >= 0;
    return negative || padded ? 0 : 2 + length;
  }

  private static byte[] hash(byte[] message) {
    return HashAlgorithm.SHA256.hash(message).toArray();
  }
}
