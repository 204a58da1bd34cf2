package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyGroupTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @EnumSource
  void bothEndsAgree(KeyGroup group) throws InvalidShareException {
    try (OfferedShare alice = group.offer(RANDOM)) {
      AnsweredShare bob = group.answer(alice.share(), RANDOM);
      SecretBytes secret = alice.agree(bob.share());

      assertTrue(secret.equalsSecret(bob.secret()));
      assertEquals(group.clientShareBytes(), alice.share().length());
      assertEquals(group.serverShareBytes(), bob.share().length());
      assertEquals(group.secretBytes(), secret.length());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerIsFresh(KeyGroup group) throws InvalidShareException {
    try (OfferedShare alice = group.offer(RANDOM)) {
      AnsweredShare first = group.answer(alice.share(), RANDOM);
      AnsweredShare second = group.answer(alice.share(), RANDOM);

      assertNotEquals(first.share(), second.share());
      assertTrue(!first.secret().equalsSecret(second.secret()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void closedOfferAgreesOnNothing(KeyGroup group) throws InvalidShareException {
    OfferedShare alice = group.offer(RANDOM);
    Bytes answer = group.answer(alice.share(), RANDOM).share();
    alice.close();

    assertThrows(IllegalStateException.class, () -> alice.agree(answer));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByCodeAndName(KeyGroup group) {
    assertEquals(Optional.of(group), KeyGroup.ofCode(group.code()));
    assertEquals(Optional.of(group), KeyGroup.ofName(group.name()));
  }

  @Test
  void unknownCodeAndNameAreNothing() {
    assertEquals(Optional.empty(), KeyGroup.ofCode(0));
    assertEquals(Optional.empty(), KeyGroup.ofName("x25519"));
  }
}
