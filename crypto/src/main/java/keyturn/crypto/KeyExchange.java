package keyturn.crypto;

import java.security.SecureRandom;

/**
 * One way of agreeing on a secret, shaped as a KEM: the second share may depend on the first. The
 * lengths of shares have been checked before they come here.
 */
interface KeyExchange {
  Offer offer(SecureRandom random);

  AnsweredShare answer(Bytes offered, SecureRandom random) throws RefusedShareException;

  /** The initiator's half, private key included. */
  interface Offer extends AutoCloseable {
    Bytes share();

    SecretBytes agree(Bytes answer) throws RefusedShareException;

    @Override
    void close();
  }

  /** A share of the right length that is not in the group or gives a known secret. */
  final class RefusedShareException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedShareException() {
      super("share refused", null, false, false);
    }
  }
}
