package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import keyturn.protocol.message.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptTest {
  private final Bcrypt bcrypt = new Bcrypt(new SecureRandom(), 4);

  @Test
  void theProductsCostIsTwelve() {
    assertTrue(
        new Bcrypt(new SecureRandom()).hash(passphrase("a river")).value().startsWith("$2a$12$"));
  }

  @Test
  void eachHashHasASaltOfItsOwn() {
    PasswordHash hash = bcrypt.hash(passphrase("a river"));
    assertNotEquals(hash, bcrypt.hash(passphrase("a river")));
    assertTrue(bcrypt.matches(passphrase("a river"), hash));
    assertFalse(bcrypt.matches(passphrase("a rivet"), hash));
    assertFalse(bcrypt.matches(passphrase("A river"), hash));
  }

  @Test
  void everySpellingOfACharacterIsTheSame() {
    PasswordHash hash = bcrypt.hash(passphrase("caf\u00e9 noir"));
    assertTrue(bcrypt.matches(passphrase("cafe\u0301 noir"), hash));
  }

  @Test
  void theSeventySecondByteCounts() {
    PasswordHash hash = bcrypt.hash(passphrase("x".repeat(71) + "a"));
    assertFalse(bcrypt.matches(passphrase("x".repeat(71) + "b"), hash));
    assertFalse(bcrypt.matches(passphrase("x".repeat(71)), hash));
  }

  /** Vectors of OpenBSD's and the original jBCrypt's test suites. */
  @ParameterizedTest
  @CsvSource({
    "a,$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
    "abc,$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
    "abcdefghijklmnopqrstuvwxyz,$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"
  })
  void publishedHashesMatch(String password, String hash) {
    assertTrue(bcrypt.matches(passphrase(password), new PasswordHash(hash)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "$2a$",
        "$2a$06$",
        "$2a$06$short",
        "$2b$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "$2a$99$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "$2a$xx$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "plain text"
      })
  void aMalformedHashMatchesNothing(String malformed) {
    assertFalse(bcrypt.matches(passphrase("a"), new PasswordHash(malformed)));
  }

  @Test
  void aHashIsNotPrinted() {
    assertEquals("[redacted]", bcrypt.hash(passphrase("a river")).toString());
  }

  private static Passphrase passphrase(String text) {
    return assertInstanceOf(Passphrase.Check.Usable.class, Passphrase.check(new Password(text)))
        .passphrase();
  }
}
