package keyturn.desktop.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LookAlikesTest {
  @Test
  void aNameThatCouldBeReadAsLatinIsMarked() {
    assertEquals("Сара (Cyrillic letters)", LookAlikes.marked("Сара"));
    assertEquals("ΝΙΚΟ (Greek letters)", LookAlikes.marked("ΝΙΚΟ"));
  }

  @Test
  void otherNamesAreNot() {
    for (String name :
        new String[] {"Ada", "Émile Zola", "Дмитрий", "Ελένη Γ", "فريدة", "123", ""}) {
      assertEquals(name, LookAlikes.marked(name));
    }
  }
}
