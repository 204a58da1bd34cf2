package keyturn.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.LongStream;
import keyturn.client.vault.VaultPlace;
import keyturn.protocol.id.MessageId;
import org.junit.jupiter.api.Test;

class ForkTest {
  private static final MessageId ANY = MessageId.random(new SecureRandom());

  @Test
  void findsTheLastMessageThatBothHave() {
    for (int size : new int[] {1, 2, 3, 16, 17, 18, 19, 300}) {
      for (long both = 0; both < size; both++) {
        assertEquals(both, search(size, both), size + " messages");
      }
    }
  }

  @Test
  void asksLittleAboutAHundredThousandMessages() {
    assertEquals(77_777, search(100_000, 77_777));
  }

  /** The sequences are 1, 2, 3 …; the server has those up to {@code both}. */
  private static long search(int size, long both) {
    List<VaultPlace> places =
        LongStream.rangeClosed(1, size).mapToObj(n -> new VaultPlace(n, ANY)).toList();
    Fork fork = new Fork(places);
    int rounds = 0;
    while (!fork.isFound()) {
      assertTrue(++rounds <= 6, "it comes to an end");
      List<VaultPlace> asked = fork.next();
      assertTrue(!asked.isEmpty() && asked.size() <= 16, "a few at once");
      fork.answered(
          asked.stream()
              .mapToLong(VaultPlace::sequence)
              .filter(sequence -> sequence <= both)
              .max()
              .orElse(0));
    }
    return fork.sequence();
  }
}
