package keyturn.mls.group;

import java.security.SecureRandom;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extensions;
import keyturn.mls.extension.Grease;
import keyturn.mls.framing.KeyPackage;
import keyturn.mls.suite.Suite;
import keyturn.mls.tree.LeafNode;
import keyturn.mls.tree.LeafSource;
import keyturn.mls.tree.Lifetime;
import keyturn.mls.tree.PrivateKeys;

/**
 * A key package of ours with its private keys, to be kept until somebody's Welcome has used it (RFC
 * 9420 §10). Owns its keys: once used, close it and erase what was saved, unless it is one of last
 * resort.
 */
public record OwnKeyPackage(
    KeyPackage keyPackage, KemKeyPair initKey, KemKeyPair leafKey, SecretBytes signatureKey)
    implements AutoCloseable {
  private static final int VERSION = 1;

  public static OwnKeyPackage create(Identity identity, Lifetime lifetime, SecureRandom random) {
    Suite suite = identity.suite();
    KemKeyPair initKey = suite.kem().generate(random);
    KemKeyPair leafKey = suite.kem().generate(random);
    LeafNode leaf =
        identity
            .leaf(leafKey.publicKey(), new LeafSource.FromKeyPackage(lifetime), random)
            .sign(suite, identity.signatureKey());
    KeyPackage keyPackage =
        new KeyPackage.Content(
                suite.code(), initKey.publicKey(), leaf, Extensions.of(Grease.extension(random)))
            .sign(suite, identity.signatureKey());
    return new OwnKeyPackage(keyPackage, initKey, leafKey, identity.signatureKey().copy());
  }

  /** version (2) || key package || init key || leaf key || signature key; the caller closes it. */
  public SecretBytes save() {
    try (Writer writer = new Writer()) {
      writer
          .u16(VERSION)
          .put(keyPackage)
          .vector(initKey.privateKey())
          .vector(initKey.publicKey())
          .vector(leafKey.privateKey())
          .vector(leafKey.publicKey())
          .vector(signatureKey);
      return SecretBytes.adopt(writer.toArray());
    }
  }

  /** Reads what {@link #save} gave; the secret stays the caller's. */
  public static OwnKeyPackage load(SecretBytes saved, Limits limits) throws MlsException {
    if (saved.length() > limits.maxMessageBytes()) {
      throw new MlsException(Reason.TOO_LARGE, "saved key package");
    }
    return Reader.decodeSecret(saved, OwnKeyPackage::read);
  }

  private static OwnKeyPackage read(Reader reader) throws MlsException {
    int version = reader.u16();
    if (version != VERSION) {
      throw new MlsException(Reason.UNSUPPORTED, "saved key package of version " + version);
    }
    KeyPackage keyPackage = KeyPackage.read(reader);
    Suite suite =
        Suite.ofCode(keyPackage.suiteCode())
            .orElseThrow(() -> new MlsException(Reason.UNSUPPORTED, "cipher suite"));
    return new OwnKeyPackage(
        keyPackage,
        PrivateKeys.readPair(suite, reader),
        PrivateKeys.readPair(suite, reader),
        reader.secretVector());
  }

  @Override
  public void close() {
    initKey.close();
    leafKey.close();
    signatureKey.close();
  }

  @Override
  public String toString() {
    return "OwnKeyPackage [secret]";
  }
}
