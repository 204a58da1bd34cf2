package keyturn.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import keyturn.crypto.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputLineTest {
  @Test
  void plainTextIsKeptAsTyped() {
    assertEquals(new InputLine.Text("  grüezi  /help"), InputLine.parse("  grüezi  /help"));
  }

  @Test
  void twoSlashesSendOne() {
    assertEquals(new InputLine.Text("/etc/hosts"), InputLine.parse("//etc/hosts"));
  }

  @Test
  void talkTakesNameAndSuite() {
    assertEquals(
        new InputLine.Talk("Ada", Optional.of(CipherSuite.TDES_CBC_HS256)),
        InputLine.parse("/talk Ada suite=TDES_CBC_HS256"));
    assertEquals(
        new InputLine.Talk("Ada Lovelace", Optional.empty()),
        InputLine.parse("/talk \"Ada Lovelace\""));
  }

  @Test
  void messageKeepsTheTextAfterTheName() {
    assertEquals(
        new InputLine.Message("Ada", "two  \"quoted\" words"),
        InputLine.parse("/msg Ada two  \"quoted\" words"));
    assertEquals(new InputLine.Message("Ada L", "hello"), InputLine.parse("/msg \"Ada L\" hello"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/talk",
        "/talk Ada suite=DES",
        "/talk Ada quickly",
        "/msg Ada",
        "/msg",
        "/leave",
        "/keys",
        "/password one",
        "/nothing",
        "/"
      })
  void wrongInputSaysWhatToType(String line) {
    InputLine.Wrong wrong = assertInstanceOf(InputLine.Wrong.class, InputLine.parse(line));
    assertFalse(wrong.why().isBlank());
  }

  @Test
  void passwordsAreNotPrinted() {
    assertFalse(InputLine.parse("/password secret-one secret-two").toString().contains("secret"));
  }
}
