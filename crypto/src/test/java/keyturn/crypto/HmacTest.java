package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HmacTest {
  private final SecretBytes key = SecretBytes.copyOf(new byte[] {1, 2, 3});

  @ParameterizedTest
  @EnumSource
  void verifiesItsOwnTagAndNothingNearIt(HashAlgorithm hash) throws AuthenticationFailedException {
    byte[] message = {4, 5, 6};
    Bytes tag = Hmac.tag(hash, key, message);

    Hmac.verify(hash, key, tag, message);
    assertEquals(hash.lengthBytes(), tag.length());
    for (Bytes changed : Mutations.of(tag)) {
      assertThrows(
          AuthenticationFailedException.class, () -> Hmac.verify(hash, key, changed, message));
    }
  }

  @Test
  void partsAreJoined() {
    assertEquals(
        Hmac.tag(HashAlgorithm.SHA256, key, new byte[] {4, 5}),
        Hmac.tag(HashAlgorithm.SHA256, key, new byte[] {4}, new byte[] {5}));
  }

  @ParameterizedTest
  @EnumSource
  void incrementalHashIsTheHashAtEveryPoint(HashAlgorithm hash) {
    IncrementalHash transcript = IncrementalHash.start(hash);
    assertEquals(hash.hash(), transcript.current());
    transcript.update(new byte[] {1, 2});
    IncrementalHash fork = transcript.copy().update(Bytes.of((byte) 9));
    transcript.update(new byte[] {3});

    assertEquals(hash.hash(new byte[] {1, 2, 3}), transcript.current());
    assertEquals(hash.hash(new byte[] {1, 2, 9}), fork.current());
  }
}
