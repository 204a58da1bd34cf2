package keyturn.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The private half of an identity: Ed25519, or RSA of at least 3072 bits
 * (docs/spec/suites.md#signatures). Thread-safe.
 */
public final class SigningKey implements AutoCloseable {
  private static final int RSA_BITS = 3072;

  /** What differs between the two kinds of key. */
  private sealed interface Private {
    record Ed25519(SecretBytes seed) implements Private {}

    record Rsa(PrivateKey key) implements Private {}
  }

  private final SignatureScheme scheme;
  private final Private privateKey;
  private final Bytes publicKey;

  private SigningKey(SignatureScheme scheme, Private privateKey, Bytes publicKey) {
    this.scheme = scheme;
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  public static SigningKey generateEd25519(SecureRandom random) {
    return ofEd25519(SecretBytes.random(Ed25519Keys.KEY_BYTES, random));
  }

  public static SigningKey generateRsa3072(SecureRandom random) {
    KeyPairGenerator generator = Jca.keyPairGenerator("RSA");
    try {
      generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4), random);
    } catch (GeneralSecurityException e) {
      throw Jca.cannotHappen("RSA-3072", e);
    }
    KeyPair pair = generator.generateKeyPair();
    return ofRsa(pair.getPrivate(), (RSAPublicKey) pair.getPublic());
  }

  /**
   * Reads what {@link #toPkcs8Pem} and {@code openssl genpkey} write.
   *
   * @param pem one {@code PRIVATE KEY} block (RFC 7468 §10), not encrypted
   * @throws InvalidKeyException if there is none, or it holds no key that we would verify with; the
   *     message says nothing of its content
   */
  public static SigningKey ofPkcs8Pem(String pem) throws InvalidKeyException {
    byte[] encoded = Pem.PRIVATE_KEY.decode(pem);
    try {
      Optional<SecretBytes> seed = Ed25519Keys.ofPkcs8(encoded);
      return seed.isPresent() ? ofEd25519(seed.get()) : ofRsaPkcs8(encoded);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  public SignatureScheme scheme() {
    return scheme;
  }

  /** DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
  public Bytes publicKey() {
    return publicKey;
  }

  public Fingerprint fingerprint() {
    return Fingerprint.ofSpki(publicKey);
  }

  /**
   * Signs in this key's scheme.
   *
   * @return 64 bytes for Ed25519, as long as the modulus for RSA
   */
  public Bytes sign(byte[] message) {
    if (privateKey instanceof Private.Ed25519 ed25519) {
      return Ed25519Keys.sign(ed25519.seed(), message);
    }
    return RsaPss.sign(((Private.Rsa) privateKey).key(), message);
  }

  /** One {@code PRIVATE KEY} block (RFC 5958, RFC 8410), not encrypted: a secret. */
  public String toPkcs8Pem() {
    if (privateKey instanceof Private.Ed25519 ed25519) {
      return ed25519.seed().use(seed -> Pem.PRIVATE_KEY.encode(Ed25519Keys.toPkcs8(seed)));
    }
    return Pem.PRIVATE_KEY.encode(((Private.Rsa) privateKey).key().getEncoded());
  }

  /** Wipes an Ed25519 key; the JDK offers no way to wipe an RSA key. */
  @Override
  public void close() {
    if (privateKey instanceof Private.Ed25519 ed25519) {
      ed25519.seed().close();
    }
  }

  @Override
  public String toString() {
    return scheme + " [secret]";
  }

  private static SigningKey ofEd25519(SecretBytes seed) {
    Bytes spki = Ed25519Keys.toSpki(Ed25519Keys.publicOf(seed));
    return new SigningKey(SignatureScheme.ED25519, new Private.Ed25519(seed), spki);
  }

  private static SigningKey ofRsa(PrivateKey key, RSAPublicKey publicKey) {
    return new SigningKey(
        SignatureScheme.RSA_PSS_SHA256, new Private.Rsa(key), Bytes.of(publicKey.getEncoded()));
  }

  private static SigningKey ofRsaPkcs8(byte[] encoded) throws InvalidKeyException {
    try {
      PrivateKey key = Jca.keyFactory("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (!(key instanceof RSAPrivateCrtKey crt)) {
        throw new InvalidKeyException("RSA key without its public exponent");
      }
      RsaPss.requireSizes(crt.getModulus(), crt.getPublicExponent(), RsaPss.MIN_MODULUS_BITS);
      RSAPublicKeySpec spec = new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent());
      return ofRsa(key, (RSAPublicKey) Jca.keyFactory("RSA").generatePublic(spec));
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException("neither an Ed25519 nor an RSA key");
    }
  }
}
