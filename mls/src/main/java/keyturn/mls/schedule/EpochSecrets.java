package keyturn.mls.schedule;

import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;

/**
 * What an epoch keeps of its key schedule (RFC 9420 §8, table 4). The epoch secret itself and the
 * encryption secret are gone once these and the {@link SecretTree} exist. Owns its secrets.
 *
 * @param init of the next epoch
 */
public record EpochSecrets(
    SecretBytes init,
    SecretBytes senderData,
    SecretBytes exporter,
    SecretBytes external,
    SecretBytes confirmation,
    SecretBytes membership,
    SecretBytes resumption,
    SecretBytes authenticator)
    implements Encodable, AutoCloseable {

  public static EpochSecrets derive(Suite suite, SecretBytes epochSecret) {
    return new EpochSecrets(
        suite.deriveSecret(epochSecret, "init"),
        suite.deriveSecret(epochSecret, "sender data"),
        suite.deriveSecret(epochSecret, "exporter"),
        suite.deriveSecret(epochSecret, "external"),
        suite.deriveSecret(epochSecret, "confirm"),
        suite.deriveSecret(epochSecret, "membership"),
        suite.deriveSecret(epochSecret, "resumption"),
        suite.deriveSecret(epochSecret, "authentication"));
  }

  /** encryption_secret, the root of the secret tree; the caller closes it. */
  public static SecretBytes encryptionSecret(Suite suite, SecretBytes epochSecret) {
    return suite.deriveSecret(epochSecret, "encryption");
  }

  /** Reads what {@link #writeTo} wrote, from our own saved state. */
  public static EpochSecrets read(Suite suite, Reader reader) throws MlsException {
    int length = suite.secretBytes();
    return new EpochSecrets(
        reader.secretVector(length),
        reader.secretVector(length),
        reader.secretVector(length),
        reader.secretVector(length),
        reader.secretVector(length),
        reader.secretVector(length),
        reader.secretVector(length),
        reader.secretVector(length));
  }

  @Override
  public void writeTo(Writer writer) {
    writer
        .vector(init)
        .vector(senderData)
        .vector(exporter)
        .vector(external)
        .vector(confirmation)
        .vector(membership)
        .vector(resumption)
        .vector(authenticator);
  }

  /** MLS-Exporter (RFC 9420 §8.5); the caller closes the secret. */
  public SecretBytes export(Suite suite, String label, byte[] context, int lengthBytes) {
    try (SecretBytes secret = suite.deriveSecret(exporter, label)) {
      return suite.expandWithLabel(secret, "exported", suite.hash(context).toArray(), lengthBytes);
    }
  }

  /** The key pair that the whole group holds (RFC 9420 §8); the caller closes it. */
  public KemKeyPair externalKeyPair(Suite suite) {
    return suite.kem().derive(external);
  }

  public Bytes confirmationTag(Suite suite, Bytes confirmedTranscriptHash) {
    return suite.mac(confirmation, confirmedTranscriptHash.toArray());
  }

  @Override
  public void close() {
    init.close();
    senderData.close();
    exporter.close();
    external.close();
    confirmation.close();
    membership.close();
    resumption.close();
    authenticator.close();
  }

  @Override
  public String toString() {
    return "EpochSecrets [secret]";
  }
}
