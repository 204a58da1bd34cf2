package keyturn.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/** The one place where "this JDK lacks an algorithm" becomes an unchecked exception. */
final class Jca {
  private Jca() {}

  static Cipher cipher(String transformation) {
    return required(transformation, () -> Cipher.getInstance(transformation));
  }

  static Mac mac(String algorithm) {
    return required(algorithm, () -> Mac.getInstance(algorithm));
  }

  static MessageDigest digest(String algorithm) {
    return required(algorithm, () -> MessageDigest.getInstance(algorithm));
  }

  static Signature signature(String algorithm) {
    return required(algorithm, () -> Signature.getInstance(algorithm));
  }

  static KeyFactory keyFactory(String algorithm) {
    return required(algorithm, () -> KeyFactory.getInstance(algorithm));
  }

  static KeyPairGenerator keyPairGenerator(String algorithm) {
    return required(algorithm, () -> KeyPairGenerator.getInstance(algorithm));
  }

  static KeyAgreement keyAgreement(String algorithm) {
    return required(algorithm, () -> KeyAgreement.getInstance(algorithm));
  }

  /** What the JDK declares but cannot happen with the inputs we have checked. */
  static IllegalStateException cannotHappen(String what, GeneralSecurityException cause) {
    return new IllegalStateException(what + " refused by this JDK", cause);
  }

  private interface Lookup<T> {
    T find() throws GeneralSecurityException;
  }

  private static <T> T required(String algorithm, Lookup<T> lookup) {
    try {
      return lookup.find();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("algorithm " + algorithm + " missing in this JDK", e);
    }
  }
}
