package keyturn.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 in one KEM. A private key is its
 * seed (32); public key = pk_M (1184) || pk_X (32); enc = ct_M (1088) || ct_X (32).
 */
final class XWing implements Kem.Algorithm {
  static final XWing INSTANCE = new XWing();
  static final int SEED_BYTES = 32;
  static final int PUBLIC_BYTES = MlKem768.ENCAPSULATION_KEY_BYTES + X25519Exchange.KEY_BYTES;
  static final int ENC_BYTES = MlKem768.CIPHERTEXT_BYTES + X25519Exchange.KEY_BYTES;
  private static final byte[] LABEL = "\\.//^\\".getBytes(StandardCharsets.US_ASCII);

  private final X25519Exchange x25519 = new X25519Exchange();

  private XWing() {}

  @Override
  public SecretBytes derivePrivate(SecretBytes ikm) {
    return shake256(ikm, SEED_BYTES);
  }

  @Override
  public boolean isPublicKey(Bytes publicKey) {
    int split = MlKem768.ENCAPSULATION_KEY_BYTES;
    return MlKem768.reduced(publicKey)
        && X25519Exchange.isContributory(publicKey.slice(split, PUBLIC_BYTES));
  }

  @Override
  public Bytes publicOf(SecretBytes seed) {
    try (SecretBytes expanded = shake256(seed, MlKem768.SEED_BYTES + X25519Exchange.KEY_BYTES);
        SecretBytes kem = expanded.slice(0, MlKem768.SEED_BYTES);
        SecretBytes dh = expanded.slice(MlKem768.SEED_BYTES, expanded.length())) {
      return Bytes.concat(MlKem768.encapsulationKey(kem), x25519.publicOf(dh));
    }
  }

  @Override
  public AnsweredShare encapsulate(Bytes publicKey, SecureRandom random)
      throws KeyExchange.RefusedShareException {
    try (SecretBytes seed = SecretBytes.random(2 * SEED_BYTES, random)) {
      return encapsulate(publicKey, seed);
    }
  }

  /** With eseed (64) given, for vectors: m (32) || the ephemeral X25519 key (32). */
  AnsweredShare encapsulate(Bytes publicKey, SecretBytes seed)
      throws KeyExchange.RefusedShareException {
    int split = MlKem768.ENCAPSULATION_KEY_BYTES;
    Bytes dhKey = publicKey.slice(split, publicKey.length());
    try (SecretBytes message = seed.slice(0, SEED_BYTES);
        SecretBytes ephemeral = seed.slice(SEED_BYTES, seed.length());
        SecretBytes dhSecret = x25519.agree(ephemeral, dhKey)) {
      Bytes dhShare = x25519.publicOf(ephemeral);
      AnsweredShare kem = MlKem768.encapsulate(publicKey.slice(0, split), message);
      try (SecretBytes kemSecret = kem.secret()) {
        return new AnsweredShare(
            Bytes.concat(kem.share(), dhShare), combine(kemSecret, dhSecret, dhShare, dhKey));
      }
    }
  }

  @Override
  public SecretBytes decapsulate(KemKeyPair pair, Bytes enc)
      throws KeyExchange.RefusedShareException {
    int split = MlKem768.CIPHERTEXT_BYTES;
    Bytes dhShare = enc.slice(split, enc.length());
    Bytes dhKey = pair.publicKey().slice(MlKem768.ENCAPSULATION_KEY_BYTES, PUBLIC_BYTES);
    try (SecretBytes expanded =
            shake256(pair.privateKey(), MlKem768.SEED_BYTES + X25519Exchange.KEY_BYTES);
        SecretBytes kem = expanded.slice(0, MlKem768.SEED_BYTES);
        SecretBytes dh = expanded.slice(MlKem768.SEED_BYTES, expanded.length());
        SecretBytes kemSecret = MlKem768.decapsulate(kem, enc.slice(0, split));
        SecretBytes dhSecret = x25519.agree(dh, dhShare)) {
      return combine(kemSecret, dhSecret, dhShare, dhKey);
    }
  }

  /** SHA3-256(ss_M || ss_X || ct_X || pk_X || label). */
  private static SecretBytes combine(
      SecretBytes kemSecret, SecretBytes dhSecret, Bytes dhShare, Bytes dhKey) {
    return kemSecret.use(
        first ->
            dhSecret.use(
                second -> {
                  var digest = Jca.digest("SHA3-256");
                  digest.update(first);
                  digest.update(second);
                  digest.update(dhShare.toArray());
                  digest.update(dhKey.toArray());
                  return SecretBytes.adopt(digest.digest(LABEL));
                }));
  }

  private static SecretBytes shake256(SecretBytes input, int lengthBytes) {
    byte[] output = new byte[lengthBytes];
    input.use(
        in -> {
          SHAKEDigest shake = new SHAKEDigest(256);
          shake.update(in, 0, in.length);
          return shake.doFinal(output, 0, lengthBytes);
        });
    SecretBytes secret = SecretBytes.copyOf(output);
    Arrays.fill(output, (byte) 0);
    return secret;
  }
}
