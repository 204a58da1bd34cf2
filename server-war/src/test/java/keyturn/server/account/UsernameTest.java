package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "Alice",
        "alice.smith-2_x",
        "alice+chat@example.org",
        "Jürgen",
        "Łukasz",
        "Ngô",
        "Nguyễn",
        "Ελένη",
        "Юлия",
        "Хүслэн",
        "Ծովինար",
        "נעמי",
        "محمد",
        "प्रिया",
        "สมชาย",
        "田中さくら",
        "マリー",
        "김민준",
        "金민준",
        "李小龍",
        "7of9"
      })
  void namesOfEverydayScriptsAreAllowed(String name) {
    assertEquals(name, allowed(name).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EMPTY",
        "' '|SPACE",
        "' alice'|SPACE",
        "'alice '|SPACE",
        "'alice smith'|SPACE",
        "alice\u00a0smith|SPACE",
        "alice\u3000|SPACE",
        "alice\u200b|INVISIBLE",
        "ali\u200dce|INVISIBLE",
        "alice\u202e|INVISIBLE",
        "\ufeffalice|INVISIBLE",
        "al\u00adice|INVISIBLE",
        "alice\u2066|INVISIBLE",
        "ali\ud800ce|INVISIBLE",
        "alice\ue000|INVISIBLE",
        "김\u3164|CHARACTER",
        "ali/ce|CHARACTER",
        "ali=ce|CHARACTER",
        "alice😀|CHARACTER",
        "ali\u0301\u0301ce\u0332|CHARACTER",
        "alice\u0338|CHARACTER",
        "alicɑ|CHARACTER",
        "ǃali|CHARACTER",
        "aǃi|CHARACTER",
        "٣٤|CHARACTER",
        "a٣|CHARACTER",
        ".alice|START",
        "-rf|START",
        "@alice|START",
        "аlice|MIXED_SCRIPTS",
        "alicε|MIXED_SCRIPTS",
        "Αlice|MIXED_SCRIPTS",
        "김alice|MIXED_SCRIPTS",
        "さ김|MIXED_SCRIPTS",
        "ᚠᚢᚦ|SCRIPT",
        "𐐀𐐁|SCRIPT"
      })
  void whatDeceivesIsRefused(String name, NameProblem problem) {
    assertRefused(name, problem);
  }

  @Test
  void controlCharactersAreRefused() {
    for (char control : new char[] {0, '\t', '\n', 27, 127, 133}) {
      assertRefused("ali" + control + "ce", NameProblem.INVISIBLE);
    }
  }

  @Test
  void charactersAreCountedNotBytesOrHalves() {
    assertEquals("ä".repeat(64), allowed("ä".repeat(64)).text());
    assertEquals("𠮷".repeat(64), allowed("𠮷".repeat(64)).text());
    assertRefused("a".repeat(65), NameProblem.TOO_LONG);
    assertRefused("a".repeat(1_000_000), NameProblem.TOO_LONG);
    // One character that NFKC makes eighteen of.
    assertRefused("\ufdfa".repeat(64), NameProblem.TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "alice,ALICE",
    "straße,STRASSE",
    "ΣΊΣΥΦΟΣ,σίσυφος",
    "alice,alıce",
    "istanbul,İstanbul",
    "alice,ａｌｉｃｅ",
    "file,ﬁle",
    "u2,u²",
    "é,e\u0301"
  })
  void spellingsOfOneNameHaveOneKey(String one, String other) {
    assertEquals(allowed(one).key(), allowed(other).key());
  }

  @ParameterizedTest
  @CsvSource({
    "Alice,AIice",
    "Alice,A1ice",
    "Bob,B0b",
    "Arne,Ame",
    "vvalter,walter",
    "coco,сосо",
    "BOB,ΒΟΒ",
    "BOB,ВОВ",
    "xaha,хаһа"
  })
  void lookAlikesHaveOneSkeleton(String one, String other) {
    assertNotEquals(allowed(one).key(), allowed(other).key());
    assertEquals(allowed(one).skeleton(), allowed(other).skeleton());
  }

  @ParameterizedTest
  @CsvSource({"ali,all", "jose,josé", "ana,anna", "alice,alice2", "a.b,a-b", "user1,user2"})
  void differentNamesStayApart(String one, String other) {
    assertNotEquals(allowed(one).key(), allowed(other).key());
    assertNotEquals(allowed(one).skeleton(), allowed(other).skeleton());
  }

  @Test
  void keyAndSkeletonFitTheirColumnsHoweverTheyGrow() {
    for (String grows : new String[] {"ß", "ŉ", "ΐ", "և", "ﬃ"}) {
      Username.find(grows.repeat(64))
          .ifPresent(
              name -> {
                assertTrue(name.key().codePointCount(0, name.key().length()) <= 192, grows);
                assertTrue(
                    name.skeleton().codePointCount(0, name.skeleton().length()) <= 192, grows);
              });
    }
  }

  @Test
  void aKeyIsItsOwnKey() {
    for (String name : new String[] {"Straße", "İstanbul", "ΣΊΣΥΦΟΣ", "Nguyễn", "ŉa"}) {
      Username.find(name)
          .ifPresent(username -> assertEquals(username.key(), allowed(username.key()).key()));
    }
  }

  private static Username allowed(String name) {
    return assertInstanceOf(Username.Check.Allowed.class, Username.check(name), name).username();
  }

  private static void assertRefused(String name, NameProblem problem) {
    assertEquals(new Username.Check.NotAllowed(problem), Username.check(name), name);
  }
}
