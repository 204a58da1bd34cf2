package keyturn.crypto;

import java.security.SecureRandom;
import java.util.Set;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** X25519 (RFC 7748 §5, §6.1): shares and secret of 32 bytes. */
final class X25519Exchange extends DiffieHellman {
  static final int KEY_BYTES = 32;

  /** 0, 1, two of order 8, p - 1, p, p + 1; the top bit does not count (RFC 7748 §5). */
  private static final Set<Bytes> LOW_ORDER =
      Set.of(
          Bytes.ofHex("0000000000000000000000000000000000000000000000000000000000000000"),
          Bytes.ofHex("0100000000000000000000000000000000000000000000000000000000000000"),
          Bytes.ofHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
          Bytes.ofHex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
          Bytes.ofHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
          Bytes.ofHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
          Bytes.ofHex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

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

  /** Whether it is none of the points of low order, in any of their encodings (32 bytes). */
  static boolean isContributory(Bytes publicKey) {
    byte[] u = publicKey.toArray();
    u[KEY_BYTES - 1] &= 0x7f;
    return !LOW_ORDER.contains(Bytes.of(u));
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
