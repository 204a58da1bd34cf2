package keyturn.crypto;

import java.security.SecureRandom;

/**
 * X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem §4): both parts are made and both secrets used, so
 * that it is as strong as the stronger of the two.
 *
 * <pre>
 * client share = ML-KEM encapsulation key (1184) || X25519 (32)
 * server share = ML-KEM ciphertext (1088)        || X25519 (32)
 * secret       = ML-KEM secret (32)              || X25519 secret (32)
 * </pre>
 */
final class HybridExchange implements KeyExchange {
  static final int CLIENT_SHARE_BYTES = MlKem768.ENCAPSULATION_KEY_BYTES + X25519Exchange.KEY_BYTES;
  static final int SERVER_SHARE_BYTES = MlKem768.CIPHERTEXT_BYTES + X25519Exchange.KEY_BYTES;
  static final int SECRET_BYTES = MlKem768.SECRET_BYTES + X25519Exchange.KEY_BYTES;

  private final X25519Exchange x25519 = new X25519Exchange();

  @Override
  public Offer offer(SecureRandom random) {
    SecretBytes seed = SecretBytes.random(MlKem768.SEED_BYTES, random);
    Offer classic = x25519.offer(random);
    Bytes share = Bytes.concat(MlKem768.encapsulationKey(seed), classic.share());
    return new Offer() {
      @Override
      public Bytes share() {
        return share;
      }

      @Override
      public SecretBytes agree(Bytes answer) throws RefusedShareException {
        int split = MlKem768.CIPHERTEXT_BYTES;
        try (SecretBytes second = classic.agree(answer.slice(split, answer.length()));
            SecretBytes first = MlKem768.decapsulate(seed, answer.slice(0, split))) {
          return join(first, second);
        }
      }

      @Override
      public void close() {
        seed.close();
        classic.close();
      }
    };
  }

  @Override
  public AnsweredShare answer(Bytes offered, SecureRandom random) throws RefusedShareException {
    int split = MlKem768.ENCAPSULATION_KEY_BYTES;
    AnsweredShare classic = x25519.answer(offered.slice(split, offered.length()), random);
    try (SecretBytes second = classic.secret()) {
      AnsweredShare kem = MlKem768.encapsulate(offered.slice(0, split), random);
      try (SecretBytes first = kem.secret()) {
        return new AnsweredShare(Bytes.concat(kem.share(), classic.share()), join(first, second));
      }
    }
  }

  private static SecretBytes join(SecretBytes first, SecretBytes second) {
    byte[] joined = new byte[first.length() + second.length()];
    return first.use(
        one ->
            second.use(
                two -> {
                  System.arraycopy(one, 0, joined, 0, one.length);
                  System.arraycopy(two, 0, joined, one.length, two.length);
                  return SecretBytes.adopt(joined);
                }));
  }
}
