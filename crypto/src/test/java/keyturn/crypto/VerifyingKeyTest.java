package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyingKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Bytes ED25519 = SigningKey.generateEd25519(RANDOM).publicKey();
  private static final Bytes RSA = SigningKey.generateRsa3072(RANDOM).publicKey();

  private static Bytes spki(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return Bytes.of(generator.generateKeyPair().getPublic().getEncoded());
  }

  private static void assertRefused(Bytes spki) {
    assertThrows(InvalidKeyException.class, () -> VerifyingKey.ofSpki(spki));
  }

  @Test
  void knowsItsScheme() throws InvalidKeyException {
    assertEquals(SignatureScheme.ED25519, VerifyingKey.ofSpki(ED25519).scheme());
    assertEquals(SignatureScheme.RSA_PSS_SHA256, VerifyingKey.ofSpki(RSA).scheme());
  }

  @Test
  void keepsTheEncodingThatFingerprintsAreTakenOver() throws InvalidKeyException {
    for (Bytes spki : List.of(ED25519, RSA)) {
      assertEquals(spki, VerifyingKey.ofSpki(spki).spki());
      assertEquals(Fingerprint.ofSpki(spki), VerifyingKey.ofSpki(spki).fingerprint());
    }
  }

  @Test
  void changedEncodingIsRefusedOrAnotherKey() {
    for (Bytes original : List.of(ED25519, RSA)) {
      for (Bytes changed : Mutations.of(original)) {
        try {
          assertEquals(changed, VerifyingKey.ofSpki(changed).spki());
        } catch (InvalidKeyException expected) {
          assertEquals(null, expected.getCause());
        }
      }
    }
  }

  @Test
  void truncatedAndExtendedEncodingsAreRefused() {
    for (Bytes original : List.of(ED25519, RSA)) {
      for (int length = 0; length < original.length(); length++) {
        assertRefused(original.slice(0, length));
      }
      assertRefused(Bytes.concat(original, Bytes.of((byte) 0)));
    }
  }

  @Test
  void otherKindsOfKeyAreRefused() throws GeneralSecurityException {
    assertRefused(spki("EC", 256));
    assertRefused(spki("DSA", 2048));
    assertRefused(spki("X25519", 255));
    assertRefused(spki("Ed448", 448));
  }

  @Test
  void weakRsaKeysAreRefused() throws GeneralSecurityException {
    assertRefused(spki("RSA", 2048));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(new RSAKeyGenParameterSpec(3072, BigInteger.valueOf(3)));
    assertRefused(Bytes.of(generator.generateKeyPair().getPublic().getEncoded()));
  }

  /** Under such a key one signature fits many messages. */
  @Test
  void ed25519KeysOfLowOrderAreRefused() {
    for (String point :
        List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
      assertRefused(Ed25519Keys.toSpki(Bytes.ofHex(point)));
    }
  }

  @Test
  void anotherMessageIsRefused() throws InvalidKeyException {
    for (SigningKey key :
        List.of(SigningKey.generateEd25519(RANDOM), SigningKey.generateRsa3072(RANDOM))) {
      VerifyingKey verifying = VerifyingKey.ofSpki(key.publicKey());
      Bytes signature = key.sign(new byte[] {1});

      assertThrows(
          AuthenticationFailedException.class, () -> verifying.verify(new byte[] {2}, signature));
    }
  }
}
