package keyturn.mls.schedule;

import keyturn.crypto.Aead;
import keyturn.crypto.SecretBytes;
import keyturn.mls.suite.Suite;

/**
 * joiner_secret and psk_secret, between which old members and new ones meet (RFC 9420 §8). Owns its
 * secrets.
 *
 * @param joiner what a Welcome tells a new member
 * @param member Extract(joiner, psk_secret), of which welcome and epoch secret are made
 */
public record JoinerSecret(Suite suite, SecretBytes joiner, SecretBytes member)
    implements AutoCloseable {

  /** For those who were members before: from the last init secret and the commit secret. */
  public static JoinerSecret ofCommit(
      Suite suite,
      SecretBytes initSecret,
      SecretBytes commitSecret,
      SecretBytes pskSecret,
      byte[] groupContext) {
    try (SecretBytes extracted = suite.extract(initSecret, commitSecret)) {
      return ofJoiner(
          suite,
          suite.expandWithLabel(extracted, "joiner", groupContext, suite.secretBytes()),
          pskSecret);
    }
  }

  /** For a new member; takes {@code joiner} over. */
  public static JoinerSecret ofJoiner(Suite suite, SecretBytes joiner, SecretBytes pskSecret) {
    return new JoinerSecret(suite, joiner, suite.extract(joiner, pskSecret));
  }

  public SecretBytes welcomeSecret() {
    return suite.deriveSecret(member, "welcome");
  }

  /** The key of the encrypted GroupInfo (RFC 9420 §12.4.3.1); the caller closes it. */
  public MessageKey welcomeKey() {
    try (SecretBytes welcome = welcomeSecret()) {
      return new MessageKey(
          suite.expandWithLabel(welcome, "key", new byte[0], suite.aead().keyBytes()),
          suite.expandWithLabel(welcome, "nonce", new byte[0], Aead.NONCE_BYTES));
    }
  }

  public SecretBytes epochSecret(byte[] groupContext) {
    return suite.expandWithLabel(member, "epoch", groupContext, suite.secretBytes());
  }

  @Override
  public void close() {
    joiner.close();
    member.close();
  }

  @Override
  public String toString() {
    return "JoinerSecret [secret]";
  }
}
