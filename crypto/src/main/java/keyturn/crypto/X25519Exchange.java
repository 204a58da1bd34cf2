package keyturn.crypto;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** X25519 (RFC 7748 §5, §6.1): shares and secret of 32 bytes. */
final class X25519Exchange extends DiffieHellman {
  static final int KEY_BYTES = 32;

  @Override
  SecretBytes generatePrivate(SecureRandom random) {
    return SecretBytes.random(KEY_BYTES, random);
  }

  @Override
  Bytes publicOf(SecretBytes privateKey) {
    byte[] publicKey = new byte[KEY_BYTES];
    return privateKey.use(
        scalar -> {
          X25519.scalarMultBase(scalar, 0, publicKey, 0);
          return Bytes.of(publicKey);
        });
  }

  /** Refuses the all-zero secret, which every low-order point gives (RFC 7748 §6.1). */
  @Override
  SecretBytes agree(SecretBytes privateKey, Bytes publicKey) throws RefusedShareException {
    if (publicKey.length() != KEY_BYTES) {
      throw new RefusedShareException();
    }
    byte[] secret = new byte[KEY_BYTES];
    boolean contributory =
        privateKey.use(
            scalar -> X25519.calculateAgreement(scalar, 0, publicKey.toArray(), 0, secret, 0));
    if (!contributory) {
      throw new RefusedShareException();
    }
    return SecretBytes.adopt(secret);
  }
}
