package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.security.SecureRandom;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

class KeyExchangeTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 7919 A.2: p = 2^3072 - 2^3008 + ([2^2942 * e] + 2625351) * 2^64 - 1. */
  @Test
  void ffdhePrimeIsThatOfTheFormula() {
    BigDecimal e = BigDecimal.ZERO;
    BigDecimal term = BigDecimal.ONE;
    MathContext digits = new MathContext(1000);
    for (int n = 1; n <= 500; n++) {
      e = e.add(term);
      term = term.divide(BigDecimal.valueOf(n), digits);
    }
    BigInteger middle =
        e.multiply(new BigDecimal(BigInteger.TWO.pow(2942)))
            .toBigInteger()
            .add(BigInteger.valueOf(2625351));
    BigInteger p =
        BigInteger.TWO
            .pow(3072)
            .subtract(BigInteger.TWO.pow(3008))
            .add(middle.multiply(BigInteger.TWO.pow(64)))
            .subtract(BigInteger.ONE);

    assertEquals(p, Ffdhe3072Exchange.P);
  }

  @Test
  void ffdhePrimeIsSafe() {
    assertTrue(Ffdhe3072Exchange.P.isProbablePrime(64));
    assertTrue(Ffdhe3072Exchange.P.shiftRight(1).isProbablePrime(64));
  }

  @Test
  void ffdheSecretKeepsItsLeadingZeros() throws KeyExchange.RefusedShareException {
    SecretBytes three =
        SecretBytes.adopt(BigIntegers.asUnsignedByteArray(384, BigInteger.valueOf(3)));
    Bytes two = Bytes.of(BigIntegers.asUnsignedByteArray(384, BigInteger.TWO));

    Bytes secret = new Ffdhe3072Exchange().agree(three, two).use(Bytes::of);

    assertEquals(Bytes.of(BigIntegers.asUnsignedByteArray(384, BigInteger.valueOf(8))), secret);
  }

  @Test
  void ffdheExponentsHave275Bits() {
    for (int i = 0; i < 20; i++) {
      int bits =
          new Ffdhe3072Exchange()
              .generatePrivate(RANDOM)
              .use(exponent -> new BigInteger(1, exponent).bitLength());

      assertTrue(bits <= 275 && bits > 200, bits + " bits");
    }
  }

  /** The client's half done by hand: the order of the parts is ML-KEM, then X25519. */
  @Test
  void hybridAnswerIsMlKemThenX25519() throws Exception {
    SecretBytes seed = SecretBytes.random(MlKem768.SEED_BYTES, RANDOM);
    X25519Exchange x25519 = new X25519Exchange();
    SecretBytes privateKey = x25519.generatePrivate(RANDOM);
    Bytes share = Bytes.concat(MlKem768.encapsulationKey(seed), x25519.publicOf(privateKey));

    AnsweredShare answered = KeyGroup.X25519MLKEM768.answer(share, RANDOM);

    Bytes answer = answered.share();
    Bytes kem = MlKem768.decapsulate(seed, answer.slice(0, 1088)).use(Bytes::of);
    Bytes classic = x25519.agree(privateKey, answer.slice(1088, 1120)).use(Bytes::of);
    assertEquals(Bytes.concat(kem, classic), answered.secret().use(Bytes::of));
  }

  @Test
  void hybridOfferAgreesInTheSameOrder() throws Exception {
    try (OfferedShare offer = KeyGroup.X25519MLKEM768.offer(RANDOM)) {
      AnsweredShare kem = MlKem768.encapsulate(offer.share().slice(0, 1184), RANDOM);
      AnsweredShare classic = KeyGroup.X25519.answer(offer.share().slice(1184, 1216), RANDOM);

      Bytes secret = offer.agree(Bytes.concat(kem.share(), classic.share())).use(Bytes::of);

      assertEquals(
          Bytes.concat(kem.secret().use(Bytes::of), classic.secret().use(Bytes::of)), secret);
    }
  }
}
