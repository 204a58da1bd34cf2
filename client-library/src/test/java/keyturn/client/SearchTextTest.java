package keyturn.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SearchTextTest {
  @Test
  void findsWhateverTheCaseAccentsAndWidth() {
    assertTrue(new SearchText("emile").isIn("Bonjour ÉMILE!"));
    assertTrue(new SearchText("Émile").isIn("emile"));
    assertTrue(new SearchText("straße").isIn("STRASSE"));
    assertTrue(new SearchText("ABC").isIn("ａｂｃ"));
    assertTrue(new SearchText("  مرحبا ").isIn("مرحبا يا فريدة"));
  }

  @Test
  void findsNothingThatIsNotThere() {
    assertFalse(new SearchText("ada").isIn("a d a"));
    assertTrue(new SearchText(" \n").isEmpty());
  }
}
