package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares that are no keys, or make a secret that everybody knows. */
class HostileShareTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Every u of low order in its canonical or second form below 2^255 (RFC 7748 §6.1). */
  private static final List<String> LOW_ORDER =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /**
   * Low-order numbers of 256 bits; without the top bit, as RFC 7748 §5 reads them, they are not.
   */
  private static final List<String> LOW_ORDER_WITH_TOP_BIT_READ =
      List.of(
          "cdeb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
          "4c9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
          "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

  private static void assertRefused(KeyGroup group, Bytes share) {
    if (share.length() == group.clientShareBytes()) {
      assertThrows(InvalidShareException.class, () -> group.answer(share, RANDOM));
    }
    if (share.length() == group.serverShareBytes()) {
      try (OfferedShare offer = group.offer(RANDOM)) {
        assertThrows(InvalidShareException.class, () -> offer.agree(share));
      }
    }
  }

  private static Bytes withTopBit(Bytes point) {
    byte[] changed = point.toArray();
    changed[31] |= (byte) 0x80;
    return Bytes.of(changed);
  }

  @ParameterizedTest
  @EnumSource
  void otherLengthsAreRefused(KeyGroup group) {
    try (OfferedShare offer = group.offer(RANDOM)) {
      for (int length :
          new int[] {
            0, 1, 31, 32, 33, 64, 65, 66, 383, 384, 385, 1025, 1088, 1120, 1121, 1184, 1216, 1217,
            65536
          }) {
        Bytes share = Bytes.of(new byte[length]);
        if (length != group.clientShareBytes()) {
          assertThrows(InvalidShareException.class, () -> group.answer(share, RANDOM));
        }
        if (length != group.serverShareBytes()) {
          assertThrows(InvalidShareException.class, () -> offer.agree(share));
        }
      }
    }
  }

  @Test
  void refusalNamesGroupAndLengthsOnly() {
    InvalidShareException refusal =
        assertThrows(InvalidShareException.class, () -> KeyGroup.P256.answer(Bytes.EMPTY, RANDOM));

    assertEquals("P256 share refused: 0 bytes, expected 65 valid ones", refusal.getMessage());
    assertEquals(KeyGroup.P256, refusal.group());
  }

  @Test
  void x25519PointsOfLowOrderAreRefused() {
    for (String point : LOW_ORDER) {
      assertRefused(KeyGroup.X25519, Bytes.ofHex(point));
      assertRefused(KeyGroup.X25519, withTopBit(Bytes.ofHex(point)));
    }
  }

  @Test
  void x25519TopBitIsIgnored() throws InvalidShareException {
    try (OfferedShare offer = KeyGroup.X25519.offer(RANDOM)) {
      for (String point : LOW_ORDER_WITH_TOP_BIT_READ) {
        byte[] masked = Bytes.ofHex(point).toArray();
        masked[31] &= 0x7f;
        SecretBytes secret = offer.agree(Bytes.ofHex(point));

        assertTrue(secret.equalsSecret(offer.agree(Bytes.of(masked))));
        assertFalse(secret.equalsSecret(SecretBytes.adopt(new byte[32])));
      }
    }
  }

  @Test
  void lowOrderPartOfAHybridShareIsRefused() throws InvalidShareException {
    KeyGroup group = KeyGroup.X25519MLKEM768;
    try (OfferedShare offer = group.offer(RANDOM)) {
      Bytes answer = group.answer(offer.share(), RANDOM).share();
      for (String point : LOW_ORDER) {
        Bytes badOffer = Bytes.concat(offer.share().slice(0, 1184), Bytes.ofHex(point));
        Bytes badAnswer = Bytes.concat(answer.slice(0, 1088), Bytes.ofHex(point));

        assertThrows(InvalidShareException.class, () -> group.answer(badOffer, RANDOM));
        assertThrows(InvalidShareException.class, () -> offer.agree(badAnswer));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3329, 3330, 4095})
  void mlKemCoefficientOutOfRangeIsRefused(int coefficient) {
    for (int index : new int[] {0, 1, 500, 766, 767}) {
      try (OfferedShare offer = KeyGroup.X25519MLKEM768.offer(RANDOM)) {
        byte[] share = offer.share().toArray();
        int at = index / 2 * 3;
        if (index % 2 == 0) {
          share[at] = (byte) coefficient;
          share[at + 1] = (byte) ((share[at + 1] & 0xf0) | (coefficient >> 8));
        } else {
          share[at + 1] = (byte) ((share[at + 1] & 0x0f) | ((coefficient << 4) & 0xf0));
          share[at + 2] = (byte) (coefficient >> 4);
        }
        assertRefused(KeyGroup.X25519MLKEM768, Bytes.of(share));
      }
    }
  }

  @Test
  void changedMlKemCiphertextGivesAnotherSecretOnly() throws InvalidShareException {
    KeyGroup group = KeyGroup.X25519MLKEM768;
    try (OfferedShare offer = group.offer(RANDOM)) {
      AnsweredShare answered = group.answer(offer.share(), RANDOM);
      byte[] changed = answered.share().toArray();
      changed[0] ^= 1;
      SecretBytes secret = offer.agree(Bytes.of(changed));

      assertFalse(secret.slice(0, 32).equalsSecret(answered.secret().slice(0, 32)));
      assertTrue(secret.slice(32, 64).equalsSecret(answered.secret().slice(32, 64)));
    }
  }

  @Test
  void p256PointsThatAreNoneAreRefused() {
    Bytes good;
    try (OfferedShare offer = KeyGroup.P256.offer(RANDOM)) {
      good = offer.share();
    }
    Bytes coordinates = good.slice(1, 65);
    byte[] offCurve = good.toArray();
    offCurve[64] ^= 1;
    assertRefused(KeyGroup.P256, Bytes.of(offCurve));
    assertRefused(KeyGroup.P256, Bytes.of(new byte[65]));
    assertRefused(KeyGroup.P256, Bytes.concat(Bytes.of((byte) 4), Bytes.of(new byte[64])));
    for (int form : new int[] {0, 1, 2, 3, 5, 6, 7, 0x84}) {
      assertRefused(KeyGroup.P256, Bytes.concat(Bytes.of((byte) form), coordinates));
    }
    // (0, sqrt(b)) is on the curve; with p in place of 0 it is not an encoding of it.
    assertRefused(
        KeyGroup.P256,
        Bytes.ofHex(
            "04"
                + "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
                + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4"));
  }

  @Test
  void p256CompressedPointAndInfinityAreRefusedByLength() {
    for (Bytes share : List.of(Bytes.of((byte) 0), Bytes.of(new byte[33]))) {
      assertThrows(InvalidShareException.class, () -> KeyGroup.P256.answer(share, RANDOM));
    }
  }

  @Test
  void ffdheElementsOfKnownSecretAreRefused() {
    BigInteger p = Ffdhe3072Exchange.P;
    BigInteger one = BigInteger.ONE;
    BigInteger largest = one.shiftLeft(3072).subtract(one);
    for (BigInteger y :
        List.of(
            BigInteger.ZERO, one, p.subtract(one), p, p.add(one), p.add(BigInteger.TWO), largest)) {
      assertRefused(KeyGroup.FFDHE3072, Bytes.of(BigIntegers.asUnsignedByteArray(384, y)));
    }
  }

  @Test
  void ffdheElementOfAnyOtherSizeIsRefused() {
    Bytes huge = Bytes.of(one8192());

    assertThrows(InvalidShareException.class, () -> KeyGroup.FFDHE3072.answer(huge, RANDOM));
  }

  private static byte[] one8192() {
    return BigInteger.ONE.shiftLeft(8192).toByteArray();
  }
}
