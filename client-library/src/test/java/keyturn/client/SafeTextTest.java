package keyturn.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void escapeSequencesLoseTheirPower() {
    assertEquals("␛[2Jgone␇", SafeText.of("\u001B[2Jgone\u0007"));
    assertEquals("\uFFFD31m", SafeText.of("\u009B31m"));
  }

  @Test
  void directionOverridesAreShown() {
    assertEquals("abc\uFFFDdef", SafeText.of("abc\u202Edef"));
    assertEquals("\uFFFDx\uFFFD", SafeText.of("\u2066x\u2069"));
  }

  @Test
  void ordinaryTextOfAnyScriptStays() {
    String text = "Grüße 👩‍💻 مرحبا 你好\nnext\tcolumn";
    assertEquals(text, SafeText.of(text));
  }

  @Test
  void namesStayOnOneLine() {
    assertEquals("a b c", SafeText.line("a\nb\tc"));
  }
}
