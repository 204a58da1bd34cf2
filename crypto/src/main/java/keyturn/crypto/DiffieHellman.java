package keyturn.crypto;

import java.security.SecureRandom;

/** A Diffie-Hellman function: both shares are public keys, and the order does not matter. */
abstract class DiffieHellman implements KeyExchange {
  /** A private key in the form its function takes it, of fixed length. */
  abstract SecretBytes generatePrivate(SecureRandom random);

  abstract Bytes publicOf(SecretBytes privateKey);

  abstract SecretBytes agree(SecretBytes privateKey, Bytes publicKey) throws RefusedShareException;

  @Override
  public Offer offer(SecureRandom random) {
    SecretBytes privateKey = generatePrivate(random);
    Bytes share = publicOf(privateKey);
    return new Offer() {
      @Override
      public Bytes share() {
        return share;
      }

      @Override
      public SecretBytes agree(Bytes answer) throws RefusedShareException {
        return DiffieHellman.this.agree(privateKey, answer);
      }

      @Override
      public void close() {
        privateKey.close();
      }
    };
  }

  @Override
  public AnsweredShare answer(Bytes offered, SecureRandom random) throws RefusedShareException {
    try (SecretBytes privateKey = generatePrivate(random)) {
      SecretBytes secret = agree(privateKey, offered);
      return new AnsweredShare(publicOf(privateKey), secret);
    }
  }
}
