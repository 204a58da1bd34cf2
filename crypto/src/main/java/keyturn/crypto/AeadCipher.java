package keyturn.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (NIST SP 800-38D) and ChaCha20-Poly1305 (RFC 8439) with a nonce that the caller gives;
 * output is ciphertext || tag (16). Not thread-safe.
 */
final class AeadCipher {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  enum Kind {
    AES_GCM("AES/GCM/NoPadding", "AES") {
      @Override
      AlgorithmParameterSpec parameters(byte[] nonce) {
        return new GCMParameterSpec(TAG_BYTES * 8, nonce);
      }
    },
    CHACHA20_POLY1305("ChaCha20-Poly1305", "ChaCha20") {
      @Override
      AlgorithmParameterSpec parameters(byte[] nonce) {
        return new IvParameterSpec(nonce);
      }
    };

    private final String transformation;
    private final String keyAlgorithm;

    Kind(String transformation, String keyAlgorithm) {
      this.transformation = transformation;
      this.keyAlgorithm = keyAlgorithm;
    }

    abstract AlgorithmParameterSpec parameters(byte[] nonce);
  }

  private final Kind kind;
  private final SecretBytes key;
  private Cipher cipher;

  /**
   * @param key stays the caller's, who closes it
   */
  AeadCipher(Kind kind, SecretBytes key) {
    this.kind = kind;
    this.key = key;
    this.cipher = Jca.cipher(kind.transformation);
  }

  byte[] seal(byte[] nonce, byte[] aad, byte[] plaintext) {
    try {
      return run(Cipher.ENCRYPT_MODE, nonce, aad, plaintext);
    } catch (GeneralSecurityException e) {
      throw Jca.cannotHappen(kind.transformation + " sealing", e);
    }
  }

  byte[] open(byte[] nonce, byte[] aad, byte[] sealed) throws AuthenticationFailedException {
    if (sealed.length < TAG_BYTES) {
      throw new AuthenticationFailedException();
    }
    try {
      return run(Cipher.DECRYPT_MODE, nonce, aad, sealed);
    } catch (GeneralSecurityException e) {
      throw new AuthenticationFailedException();
    }
  }

  private byte[] run(int mode, byte[] nonce, byte[] aad, byte[] input)
      throws GeneralSecurityException {
    if (kind == Kind.CHACHA20_POLY1305) {
      // SunJCE refuses to start again with the nonce it had before, even to open the same bytes.
      cipher = Jca.cipher(kind.transformation);
    }
    SecretKeySpec spec = key.use(k -> new SecretKeySpec(k, kind.keyAlgorithm));
    cipher.init(mode, spec, kind.parameters(nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(input);
  }
}
