package keyturn.server.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keyturn.crypto.Bytes;
import keyturn.protocol.message.Token;
import keyturn.server.device.TokenChain.Shown;
import org.junit.jupiter.api.Test;

class TokenChainTest {
  private final TokenChain first = TokenChain.NONE.give(token(1));

  @Test
  void nothingIsValidBeforeThePassword() {
    assertInstanceOf(Shown.Unknown.class, TokenChain.NONE.show(token(1), token(2)));
  }

  @Test
  void eachUseGivesOutTheNext() {
    TokenChain chain = first;
    for (int number = 1; number < 50; number++) {
      chain = valid(chain, number, number + 1);
    }
    assertInstanceOf(Shown.Valid.class, chain.show(token(50), token(51)));
  }

  @Test
  void theOldOneStaysValidUntilTheNextIsUsed() {
    TokenChain chain = valid(first, 1, 2);
    chain = valid(chain, 1, 3);
    chain = valid(chain, 1, 4);
    assertInstanceOf(Shown.Valid.class, chain.show(token(4), token(5)));
  }

  @Test
  void theOldOneIsSpentWhenTheNextIsUsed() {
    TokenChain chain = valid(valid(first, 1, 2), 2, 3);
    assertInstanceOf(Shown.Spent.class, chain.show(token(1), token(4)));
  }

  /** Owner and thief both hold token 1; whoever comes second after both moved on is noticed. */
  @Test
  void aThiefAndTheOwnerCannotBothGoOn() {
    TokenChain owner = valid(first, 1, 2);
    TokenChain thief = valid(owner, 1, 3);
    assertInstanceOf(Shown.Spent.class, thief.show(token(2), token(4)));
    TokenChain thiefGoesOn = valid(thief, 3, 4);
    assertInstanceOf(Shown.Spent.class, thiefGoesOn.show(token(2), token(5)));
  }

  @Test
  void whatWasNeverGivenOutSaysNothing() {
    assertInstanceOf(Shown.Unknown.class, first.show(token(9), token(2)));
    assertInstanceOf(Shown.Valid.class, first.show(token(1), token(2)));
  }

  @Test
  void aPasswordDoesNotSpendTheTokenTheClientStillHolds() {
    TokenChain chain = valid(first, 1, 2).give(token(3));
    assertInstanceOf(Shown.Valid.class, chain.show(token(2), token(4)), "answer lost");
    assertInstanceOf(Shown.Valid.class, chain.show(token(3), token(4)));
    assertInstanceOf(Shown.Spent.class, chain.show(token(1), token(4)));
  }

  @Test
  void spentTokensAreRememberedUpToABound() {
    TokenChain chain = first;
    for (int number = 1; number < 40; number++) {
      chain = valid(chain, number, number + 1);
    }
    assertEquals(TokenChain.MAX_SPENT, chain.spent().size());
    assertInstanceOf(Shown.Spent.class, chain.show(token(38), token(99)));
    assertInstanceOf(Shown.Unknown.class, chain.show(token(1), token(99)));
  }

  @Test
  void namesOfDevicesAreHarmless() {
    assertEquals("device", DeviceName.of("").text());
    assertEquals("device", DeviceName.of(" \u202e\u200b\n ").text());
    assertEquals("Bob's laptop", DeviceName.of(" Bob's\u0000 laptop\u202e\n").text());
    assertTrue(DeviceName.of("😀".repeat(1000)).text().codePoints().count() == 64);
  }

  private static TokenChain valid(TokenChain chain, int shown, int fresh) {
    return assertInstanceOf(Shown.Valid.class, chain.show(token(shown), token(fresh))).chain();
  }

  private static TokenHash token(int number) {
    byte[] bytes = new byte[Token.LENGTH_BYTES];
    bytes[0] = (byte) number;
    return TokenHash.of(new Token(Bytes.of(bytes)));
  }
}
