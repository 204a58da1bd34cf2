package keyturn.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPrivateKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.bouncycastle.util.BigIntegers;

/**
 * Diffie-Hellman in ffdhe3072 (RFC 7919 A.2): shares and secret of 384 bytes, big-endian, padded
 * with zeros on the left (RFC 8446 §4.2.8.1, §7.4.1).
 */
final class Ffdhe3072Exchange extends DiffieHellman {
  static final int ELEMENT_BYTES = 384;

  /** RFC 7919 A.2: what 2^112 work on the group asks of the exponent, with a margin. */
  private static final int EXPONENT_BITS = 275;

  static final BigInteger P =
      new BigInteger(
          "FFFFFFFFFFFFFFFFADF85458A2BB4A9AAFDC5620273D3CF1D8B9C583CE2D3695"
              + "A9E13641146433FBCC939DCE249B3EF97D2FE363630C75D8F681B202AEC4617A"
              + "D3DF1ED5D5FD65612433F51F5F066ED0856365553DED1AF3B557135E7F57C935"
              + "984F0C70E0E68B77E2A689DAF3EFE8721DF158A136ADE73530ACCA4F483A797A"
              + "BC0AB182B324FB61D108A94BB2C8E3FBB96ADAB760D7F4681D4F42A3DE394DF4"
              + "AE56EDE76372BB190B07A7C8EE0A6D709E02FCE1CDF7E2ECC03404CD28342F61"
              + "9172FE9CE98583FF8E4F1232EEF28183C3FE3B1B4C6FAD733BB5FCBC2EC22005"
              + "C58EF1837D1683B2C6F34A26C1B2EFFA886B4238611FCFDCDE355B3B6519035B"
              + "BC34F4DEF99C023861B46FC9D6E6C9077AD91D2691F7F7EE598CB0FAC186D91C"
              + "AEFE130985139270B4130C93BC437944F4FD4452E2D74DD364F2E21E71F54BFF"
              + "5CAE82AB9C9DF69EE86D2BC522363A0DABC521979B0DEADA1DBF9A42D5C4484E"
              + "0ABCD06BFA53DDEF3C1B20EE3FD59D7C25E41D2B66C62E37FFFFFFFFFFFFFFFF",
          16);

  private static final BigInteger G = BigInteger.TWO;

  @Override
  SecretBytes generatePrivate(SecureRandom random) {
    KeyPairGenerator generator = Jca.keyPairGenerator("DH");
    try {
      generator.initialize(new DHParameterSpec(P, G, EXPONENT_BITS), random);
    } catch (GeneralSecurityException e) {
      throw Jca.cannotHappen("ffdhe3072", e);
    }
    KeyPair pair = generator.generateKeyPair();
    BigInteger exponent = ((DHPrivateKey) pair.getPrivate()).getX();
    return SecretBytes.adopt(BigIntegers.asUnsignedByteArray(ELEMENT_BYTES, exponent));
  }

  @Override
  Bytes publicOf(SecretBytes privateKey) {
    BigInteger share = privateKey.use(exponent -> G.modPow(new BigInteger(1, exponent), P));
    return Bytes.of(BigIntegers.asUnsignedByteArray(ELEMENT_BYTES, share));
  }

  /**
   * P is a safe prime, so 1 &lt; y &lt; P - 1 keeps the secret out of {1, P - 1} (RFC 7919 §5.1).
   */
  @Override
  SecretBytes agree(SecretBytes privateKey, Bytes publicKey) throws RefusedShareException {
    BigInteger y = new BigInteger(1, publicKey.toArray());
    if (publicKey.length() != ELEMENT_BYTES
        || y.compareTo(BigInteger.ONE) <= 0
        || y.compareTo(P.subtract(BigInteger.ONE)) >= 0) {
      throw new RefusedShareException();
    }
    BigInteger x = privateKey.use(exponent -> new BigInteger(1, exponent));
    try {
      KeyFactory keys = Jca.keyFactory("DH");
      KeyAgreement agreement = Jca.keyAgreement("DH");
      agreement.init(keys.generatePrivate(new DHPrivateKeySpec(x, P, G)));
      agreement.doPhase(keys.generatePublic(new DHPublicKeySpec(y, P, G)), true);
      byte[] secret = new byte[ELEMENT_BYTES];
      byte[] element = agreement.generateSecret();
      System.arraycopy(element, 0, secret, secret.length - element.length, element.length);
      Arrays.fill(element, (byte) 0);
      return SecretBytes.adopt(secret);
    } catch (GeneralSecurityException e) {
      throw Jca.cannotHappen("ffdhe3072 agreement", e);
    }
  }
}
