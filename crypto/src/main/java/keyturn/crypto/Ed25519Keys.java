package keyturn.crypto;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 (RFC 8032 §5.1) and its key encodings (RFC 8410), which are fixed bytes before a key. */
final class Ed25519Keys {
  static final int KEY_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;
  private static final Bytes SPKI_PREFIX = Bytes.ofHex("302a300506032b6570032100");
  private static final Bytes PKCS8_PREFIX = Bytes.ofHex("302e020100300506032b657004220420");

  private Ed25519Keys() {}

  static Bytes publicOf(SecretBytes privateKey) {
    byte[] publicKey = new byte[KEY_BYTES];
    return privateKey.use(
        seed -> {
          Ed25519.generatePublicKey(seed, 0, publicKey, 0);
          return Bytes.of(publicKey);
        });
  }

  static Bytes sign(SecretBytes privateKey, byte[] message) {
    byte[] signature = new byte[SIGNATURE_BYTES];
    return privateKey.use(
        seed -> {
          Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
          return Bytes.of(signature);
        });
  }

  /** Whether it is a point of the right order. */
  static boolean isPublicKey(Bytes publicKey) {
    return publicKey.length() == KEY_BYTES && Ed25519.validatePublicKeyFull(publicKey.toArray(), 0);
  }

  /** With the public key of {@code privateKey}, and no other, at hand. */
  static Bytes sign(SecretBytes privateKey, Bytes publicKey, byte[] message) {
    byte[] signature = new byte[SIGNATURE_BYTES];
    return privateKey.use(
        seed -> {
          Ed25519.sign(seed, 0, publicKey.toArray(), 0, message, 0, message.length, signature, 0);
          return Bytes.of(signature);
        });
  }

  /** Refuses any other length first: some libraries overlook a byte appended. */
  static boolean verifies(Bytes publicKey, byte[] message, Bytes signature) {
    return signature.length() == SIGNATURE_BYTES
        && Ed25519.verify(
            signature.toArray(), 0, publicKey.toArray(), 0, message, 0, message.length);
  }

  static Bytes toSpki(Bytes publicKey) {
    return Bytes.concat(SPKI_PREFIX, publicKey);
  }

  /** The key, if {@code spki} holds an Ed25519 key that is a point of the right order. */
  static Optional<Bytes> ofSpki(Bytes spki) {
    return stripped(SPKI_PREFIX, spki)
        .filter(key -> Ed25519.validatePublicKeyFull(key.toArray(), 0));
  }

  static byte[] toPkcs8(byte[] privateKey) {
    byte[] encoded = new byte[PKCS8_PREFIX.length() + KEY_BYTES];
    System.arraycopy(PKCS8_PREFIX.toArray(), 0, encoded, 0, PKCS8_PREFIX.length());
    System.arraycopy(privateKey, 0, encoded, PKCS8_PREFIX.length(), KEY_BYTES);
    return encoded;
  }

  static Optional<SecretBytes> ofPkcs8(byte[] encoded) {
    return stripped(PKCS8_PREFIX, Bytes.of(encoded)).map(key -> SecretBytes.adopt(key.toArray()));
  }

  private static Optional<Bytes> stripped(Bytes prefix, Bytes encoded) {
    int length = prefix.length();
    return encoded.length() == length + KEY_BYTES && encoded.slice(0, length).equals(prefix)
        ? Optional.of(encoded.slice(length, encoded.length()))
        : Optional.empty();
  }
}
