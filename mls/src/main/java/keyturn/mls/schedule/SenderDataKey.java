package keyturn.mls.schedule;

import java.util.Arrays;
import keyturn.crypto.Aead;
import keyturn.crypto.SecretBytes;
import keyturn.mls.suite.Suite;

/** The key that hides who sent a message (RFC 9420 §6.3.2). */
public final class SenderDataKey {
  private SenderDataKey() {}

  /**
   * Derived from a sample of the ciphertext; the caller closes it.
   *
   * @param ciphertext its first Nh bytes are used, or all if there are fewer
   */
  public static MessageKey derive(Suite suite, SecretBytes senderDataSecret, byte[] ciphertext) {
    byte[] sample = Arrays.copyOf(ciphertext, Math.min(ciphertext.length, suite.secretBytes()));
    return new MessageKey(
        suite.expandWithLabel(senderDataSecret, "key", sample, suite.aead().keyBytes()),
        suite.expandWithLabel(senderDataSecret, "nonce", sample, Aead.NONCE_BYTES));
  }
}
