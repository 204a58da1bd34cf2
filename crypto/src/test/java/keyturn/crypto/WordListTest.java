package keyturn.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordListTest {
  private static final List<String> WORDS = WordList.all();

  @Test
  void has2048Words() {
    assertEquals(2048, WORDS.size());
  }

  @Test
  void wordsAreShortAndPlain() {
    for (String word : WORDS) {
      assertTrue(word.matches("[a-z]{4,8}"), word);
    }
  }

  @Test
  void firstFourLettersTellWordsApart() {
    Set<String> beginnings = new HashSet<>();
    for (String word : WORDS) {
      assertTrue(beginnings.add(word.substring(0, 4)), word);
    }
  }

  @Test
  void noWordBecomesAnotherByOneLetter() {
    Set<String> patterns = new HashSet<>();
    for (String word : WORDS) {
      Set<String> ours = new HashSet<>();
      for (int i = 0; i <= word.length(); i++) {
        ours.add(word.substring(0, i) + "_" + word.substring(i));
        ours.add(word.substring(0, i) + "_" + word.substring(Math.min(i + 1, word.length())));
      }
      for (String pattern : ours) {
        assertTrue(patterns.add(pattern), word);
      }
    }
  }

  @Test
  void isSorted() {
    assertEquals(WORDS.stream().sorted().toList(), WORDS);
  }
}
