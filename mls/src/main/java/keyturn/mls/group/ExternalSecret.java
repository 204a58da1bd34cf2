package keyturn.mls.group;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.HpkeContext;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.schedule.EpochSecrets;
import keyturn.mls.suite.Suite;

/**
 * The init secret of an external commit (RFC 9420 §8.3). Owns it.
 *
 * @param kemOutput for the ExternalInit proposal
 */
record ExternalSecret(Bytes kemOutput, SecretBytes initSecret) implements AutoCloseable {
  private static final byte[] LABEL =
      "MLS 1.0 external init secret".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_INFO = {};

  /** What a joiner makes. */
  static ExternalSecret make(Suite suite, Bytes externalPub, SecureRandom random)
      throws MlsException {
    try {
      var sending = suite.hpke().setupSender(externalPub, NO_INFO, random);
      try (HpkeContext context = sending.context()) {
        return new ExternalSecret(sending.enc(), context.export(LABEL, suite.secretBytes()));
      }
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }

  /** What the members make of it. */
  static ExternalSecret receive(Suite suite, EpochSecrets secrets, Bytes kemOutput)
      throws MlsException {
    try (KemKeyPair pair = secrets.externalKeyPair(suite);
        HpkeContext context = suite.hpke().setupReceiver(pair, kemOutput, NO_INFO)) {
      return new ExternalSecret(kemOutput, context.export(LABEL, suite.secretBytes()));
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }

  @Override
  public void close() {
    initSecret.close();
  }

  @Override
  public String toString() {
    return "ExternalSecret [secret]";
  }
}
