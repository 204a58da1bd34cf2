package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  /** The Ed25519 key of RFC 8410 §10.1; digest and base64 by openssl dgst and base64. */
  private static final Bytes SPKI =
      Bytes.ofHex(
          "302a300506032b657003210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");

  private static Fingerprint filledWith(int value) {
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) value);
    return new Fingerprint(Bytes.of(hash));
  }

  @Test
  void isTheHashOfTheKeyInBase64() {
    assertEquals(
        "SHA256:oekVYFTgT6yJmunydRMs3Ael28TqLCrTof/G4NJTaB8", Fingerprint.ofSpki(SPKI).toString());
  }

  @Test
  void parsesWhatItWrites() {
    Fingerprint fingerprint = Fingerprint.ofSpki(SPKI);

    assertEquals(Optional.of(fingerprint), Fingerprint.parse(fingerprint.toString()));
  }

  @Test
  void parsesNothingElse() {
    String text = Fingerprint.ofSpki(SPKI).toString();
    // The last of 43 characters carries four bits only: another with the same four is not ours.
    String sameBits = text.substring(0, text.length() - 1) + (char) (text.charAt(49) + 1);
    for (String wrong :
        List.of(
            "",
            "SHA256:",
            text.substring(7),
            text + "=",
            text + "A",
            text + "\n",
            text.toLowerCase(java.util.Locale.ROOT),
            text.replace("SHA256", "sha256"),
            text.substring(0, 49),
            text.substring(0, 20) + "*" + text.substring(21),
            sameBits)) {
      assertEquals(Optional.empty(), Fingerprint.parse(wrong), wrong);
    }
  }

  @Test
  void wordsSpellTheFirst66Bits() {
    Fingerprint fingerprint = Fingerprint.ofSpki(SPKI);
    BigInteger bits = BigInteger.ZERO;
    for (String word : fingerprint.words()) {
      bits = bits.shiftLeft(11).or(BigInteger.valueOf(WordList.all().indexOf(word)));
    }

    assertEquals(new BigInteger(1, fingerprint.sha256().toArray()).shiftRight(256 - 66), bits);
  }

  @Test
  void firstAndLastWordsAreReached() {
    assertEquals(List.of("abacus"), filledWith(0).words().stream().distinct().toList());
    assertEquals(List.of("zucchini"), filledWith(0xff).words().stream().distinct().toList());
  }

  @Test
  void hasExactly32Bytes() {
    assertThrows(IllegalArgumentException.class, () -> new Fingerprint(Bytes.of(new byte[31])));
  }
}
