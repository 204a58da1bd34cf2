package keyturn.mls.suite;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import keyturn.crypto.Aead;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.Hkdf;
import keyturn.crypto.Hmac;
import keyturn.crypto.Hpke;
import keyturn.crypto.Kem;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SignatureAlgorithm;
import keyturn.crypto.SignatureKey;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Writer;

/**
 * A cipher suite (RFC 9420 §5.1, §17.1) and the functions it defines. All of ours hash with
 * SHA-256, so KDF.Nh is 32 bytes.
 */
public enum Suite {
  /** MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519, which everybody must have. */
  X25519_AES128_GCM(0x0001, Kem.X25519, Aead.AES_128_GCM, SignatureAlgorithm.ED25519),
  /** MLS_128_DHKEMP256_AES128GCM_SHA256_P256. */
  P256_AES128_GCM(0x0002, Kem.P256, Aead.AES_128_GCM, SignatureAlgorithm.ECDSA_P256_SHA256),
  /** MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519. */
  X25519_CHACHA20(0x0003, Kem.X25519, Aead.CHACHA20_POLY1305, SignatureAlgorithm.ED25519),
  /**
   * Experimental: X-Wing, AES-256-GCM, SHA-256, Ed25519, under an id for private use. Post-quantum
   * in confidentiality, not in authentication.
   */
  X_WING_AES256_GCM(0xF1A1, Kem.X_WING, Aead.AES_256_GCM, SignatureAlgorithm.ED25519);

  private static final String PREFIX = "MLS 1.0 ";
  private static final byte[] NOTHING = {};

  private final int code;
  private final Kem kem;
  private final Aead aead;
  private final SignatureAlgorithm signature;

  Suite(int code, Kem kem, Aead aead, SignatureAlgorithm signature) {
    this.code = code;
    this.kem = kem;
    this.aead = aead;
    this.signature = signature;
  }

  public static Optional<Suite> ofCode(int code) {
    return Arrays.stream(values()).filter(suite -> suite.code == code).findFirst();
  }

  public int code() {
    return code;
  }

  public Kem kem() {
    return kem;
  }

  public Aead aead() {
    return aead;
  }

  public Hpke hpke() {
    return new Hpke(kem, aead);
  }

  public SignatureAlgorithm signature() {
    return signature;
  }

  private static HashAlgorithm hashAlgorithm() {
    return HashAlgorithm.SHA256;
  }

  /** KDF.Nh. */
  public int secretBytes() {
    return hashAlgorithm().lengthBytes();
  }

  /** Nh zeros: {@code 0} in RFC 9420 §8. */
  public SecretBytes zeroSecret() {
    return SecretBytes.adopt(new byte[secretBytes()]);
  }

  public SecretBytes randomSecret(SecureRandom random) {
    return SecretBytes.random(secretBytes(), random);
  }

  public Bytes hash(byte[]... parts) {
    return hashAlgorithm().hash(parts);
  }

  /** RefHash (RFC 9420 §5.2); {@code label} comes with its prefix. */
  public Bytes refHash(String label, Bytes value) {
    return hash(new Writer().vector(Labels.ascii(label)).vector(value).toArray());
  }

  /** KDF.Extract. */
  public SecretBytes extract(SecretBytes salt, SecretBytes ikm) {
    return Hkdf.extract(hashAlgorithm(), salt, ikm);
  }

  /** ExpandWithLabel (RFC 9420 §8); the caller closes the secret. */
  public SecretBytes expandWithLabel(
      SecretBytes secret, String label, byte[] context, int lengthBytes) {
    byte[] info =
        new Writer()
            .u16(lengthBytes)
            .vector(Labels.ascii(PREFIX + label))
            .vector(context)
            .toArray();
    return Hkdf.expand(hashAlgorithm(), secret, info, lengthBytes);
  }

  /** DeriveSecret (RFC 9420 §8): Nh bytes. */
  public SecretBytes deriveSecret(SecretBytes secret, String label) {
    return expandWithLabel(secret, label, NOTHING, secretBytes());
  }

  /** DeriveTreeSecret (RFC 9420 §9.1). */
  public SecretBytes deriveTreeSecret(
      SecretBytes secret, String label, long generation, int lengthBytes) {
    return expandWithLabel(secret, label, new Writer().u32(generation).toArray(), lengthBytes);
  }

  public Bytes mac(SecretBytes key, byte[] content) {
    return Hmac.tag(hashAlgorithm(), key, content);
  }

  public void verifyMac(SecretBytes key, byte[] content, Bytes tag) throws MlsException {
    try {
      Hmac.verify(hashAlgorithm(), key, tag, content);
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }

  /** SignWithLabel (RFC 9420 §5.1.2). */
  public Bytes sign(SecretBytes privateKey, String label, byte[] content) {
    return signature.sign(privateKey, Labels.labelled(PREFIX + label, content));
  }

  /** As the other, for a key that signs often. */
  public Bytes sign(SignatureKey key, String label, byte[] content) {
    return key.sign(Labels.labelled(PREFIX + label, content));
  }

  /** VerifyWithLabel (RFC 9420 §5.1.2). */
  public void verify(Bytes publicKey, String label, byte[] content, Bytes value)
      throws MlsException {
    try {
      signature.verify(publicKey, Labels.labelled(PREFIX + label, content), value);
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }

  /** EncryptWithLabel (RFC 9420 §5.1.3). */
  public HpkeCiphertext encrypt(
      Bytes publicKey, String label, byte[] context, SecretBytes plaintext, SecureRandom random)
      throws MlsException {
    byte[] info = Labels.labelled(PREFIX + label, context);
    try {
      Hpke.Sending sending = hpke().setupSender(publicKey, info, random);
      try (var sealing = sending.context()) {
        Bytes ciphertext = Bytes.of(plaintext.use(p -> sealing.seal(NOTHING, p)));
        return new HpkeCiphertext(sending.enc(), ciphertext);
      }
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }

  /** DecryptWithLabel (RFC 9420 §5.1.3); the caller closes the plaintext. */
  public SecretBytes decrypt(
      KemKeyPair pair, String label, byte[] context, HpkeCiphertext ciphertext)
      throws MlsException {
    byte[] info = Labels.labelled(PREFIX + label, context);
    try {
      return SecretBytes.adopt(
          hpke().open(pair, info, NOTHING, ciphertext.kemOutput(), ciphertext.ciphertext()));
    } catch (AuthenticationFailedException e) {
      throw MlsException.notAuthentic();
    }
  }
}
