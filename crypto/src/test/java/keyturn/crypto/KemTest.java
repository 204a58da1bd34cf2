package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KemTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @EnumSource(Kem.class)
  void sealedOpensWithTheRightKeyOnly(Kem kem) throws AuthenticationFailedException {
    Hpke hpke = new Hpke(kem, Aead.AES_256_GCM);
    KemKeyPair pair = kem.generate(RANDOM);
    assertTrue(kem.isPublicKey(pair.publicKey()));
    byte[] info = {1};
    Hpke.Sealed sealed = hpke.seal(pair.publicKey(), info, info, new byte[] {5, 6}, RANDOM);
    assertEquals(
        Bytes.of((byte) 5, (byte) 6),
        Bytes.of(hpke.open(pair, info, info, sealed.enc(), sealed.ciphertext())));
    KemKeyPair other = kem.generate(RANDOM);
    assertThrows(
        AuthenticationFailedException.class,
        () -> hpke.open(other, info, info, sealed.enc(), sealed.ciphertext()));
    assertThrows(
        AuthenticationFailedException.class,
        () -> hpke.open(pair, new byte[0], info, sealed.enc(), sealed.ciphertext()));
  }

  @ParameterizedTest
  @EnumSource(Kem.class)
  void anyOtherLengthIsRefused(Kem kem) {
    Bytes key = kem.generate(RANDOM).publicKey();
    Hpke hpke = new Hpke(kem, Aead.AES_128_GCM);
    for (Bytes wrong :
        new Bytes[] {
          Bytes.EMPTY, key.slice(0, key.length() - 1), Bytes.concat(key, Bytes.of((byte) 0))
        }) {
      assertFalse(kem.isPublicKey(wrong));
      assertThrows(
          AuthenticationFailedException.class,
          () -> hpke.seal(wrong, new byte[0], new byte[0], new byte[0], RANDOM));
      assertThrows(
          AuthenticationFailedException.class,
          () -> hpke.setupReceiver(kem.generate(RANDOM), wrong, new byte[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void pointsOfLowOrderAreNoKeys(String hex) {
    Bytes point = Bytes.ofHex(hex);
    assertFalse(Kem.X25519.isPublicKey(point));
    assertThrows(AuthenticationFailedException.class, () -> Kem.X25519.encapsulate(point, RANDOM));
    Bytes half = Kem.X_WING.generate(RANDOM).publicKey().slice(0, 1184);
    assertFalse(Kem.X_WING.isPublicKey(Bytes.concat(half, point)));
  }

  @Test
  void pointsOffTheCurveAreNoKeys() {
    byte[] point = Kem.P256.generate(RANDOM).publicKey().toArray();
    point[64] ^= 1;
    assertFalse(Kem.P256.isPublicKey(Bytes.of(point)));
    assertFalse(SignatureAlgorithm.ECDSA_P256_SHA256.isPublicKey(Bytes.of(point)));
  }

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void signaturesVerifyUnchangedOnly(SignatureAlgorithm algorithm)
      throws AuthenticationFailedException {
    SecretBytes key = algorithm.generate(RANDOM);
    Bytes publicKey = algorithm.publicOf(key);
    assertTrue(algorithm.isPublicKey(publicKey));
    byte[] message = {1, 2, 3};
    Bytes signature = algorithm.sign(key, message);
    algorithm.verify(publicKey, message, signature);
    for (Bytes mutated : Mutations.of(signature)) {
      assertThrows(
          AuthenticationFailedException.class, () -> algorithm.verify(publicKey, message, mutated));
    }
    for (Bytes mutated : Mutations.of(Bytes.of(message))) {
      assertThrows(
          AuthenticationFailedException.class,
          () -> algorithm.verify(publicKey, mutated.toArray(), signature));
    }
    assertThrows(
        AuthenticationFailedException.class,
        () -> algorithm.verify(Bytes.of(new byte[32]), message, signature));
  }
}
