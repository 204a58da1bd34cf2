package keyturn.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;

/** DHKEM with HKDF-SHA256 (RFC 9180 §4.1) over X25519 or P-256. */
final class DhKem implements Kem.Algorithm {
  static final DhKem X25519 = new DhKem(0x0020, new X25519Exchange());
  static final DhKem P256 = new DhKem(0x0010, new P256Exchange());
  private static final int MAX_CANDIDATES = 256;

  private final LabeledHkdf hkdf;
  private final DiffieHellman group;

  private DhKem(int code, DiffieHellman group) {
    this.hkdf = LabeledHkdf.ofKem(code);
    this.group = group;
  }

  @Override
  public SecretBytes derivePrivate(SecretBytes ikm) {
    try (SecretBytes prk = hkdf.extract(SecretBytes.adopt(new byte[0]), "dkp_prk", ikm)) {
      return group instanceof P256Exchange
          ? candidate(prk)
          : hkdf.expand(prk, "sk", new byte[0], X25519Exchange.KEY_BYTES);
    }
  }

  /** Rejection sampling (RFC 9180 §7.1.3); a second turn has a chance of 2^-32. */
  private SecretBytes candidate(SecretBytes prk) {
    for (int counter = 0; counter < MAX_CANDIDATES; counter++) {
      SecretBytes candidate =
          hkdf.expand(prk, "candidate", new byte[] {(byte) counter}, P256Exchange.SECRET_BYTES);
      if (candidate.use(c -> P256Exchange.isScalar(new BigInteger(1, c)))) {
        return candidate;
      }
      candidate.close();
    }
    throw new IllegalStateException("256 times no P-256 scalar");
  }

  @Override
  public boolean isPublicKey(Bytes publicKey) {
    return group instanceof P256Exchange
        ? P256Exchange.isPoint(publicKey)
        : X25519Exchange.isContributory(publicKey);
  }

  @Override
  public Bytes publicOf(SecretBytes privateKey) {
    return group.publicOf(privateKey);
  }

  @Override
  public AnsweredShare encapsulate(Bytes publicKey, SecureRandom random)
      throws KeyExchange.RefusedShareException {
    try (SecretBytes ephemeral = group.generatePrivate(random)) {
      return encapsulate(publicKey, ephemeral);
    }
  }

  /** With the ephemeral key given, for vectors. */
  AnsweredShare encapsulate(Bytes publicKey, SecretBytes ephemeral)
      throws KeyExchange.RefusedShareException {
    try (SecretBytes dh = group.agree(ephemeral, publicKey)) {
      Bytes enc = group.publicOf(ephemeral);
      return new AnsweredShare(enc, secret(dh, enc, publicKey));
    }
  }

  @Override
  public SecretBytes decapsulate(KemKeyPair pair, Bytes enc)
      throws KeyExchange.RefusedShareException {
    try (SecretBytes dh = group.agree(pair.privateKey(), enc)) {
      return secret(dh, enc, pair.publicKey());
    }
  }

  private SecretBytes secret(SecretBytes dh, Bytes enc, Bytes publicKey) {
    byte[] context = Bytes.concat(enc, publicKey).toArray();
    try (SecretBytes prk = hkdf.extract(SecretBytes.adopt(new byte[0]), "eae_prk", dh)) {
      return hkdf.expand(prk, "shared_secret", context, Kem.SECRET_BYTES);
    } finally {
      Arrays.fill(context, (byte) 0);
    }
  }
}
