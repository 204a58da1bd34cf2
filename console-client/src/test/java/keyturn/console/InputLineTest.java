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
        "/rename",
        "/rename 1",
        "/rename x kitchen",
        "/rename 0 kitchen",
        "/revoke",
        "/revoke 1 2",
        "/revoke -1",
        "/revoke 9223372036854775808",
        "/nothing",
        "/"
      })
  void wrongInputSaysWhatToType(String line) {
    InputLine.Wrong wrong = assertInstanceOf(InputLine.Wrong.class, InputLine.parse(line));
    assertFalse(wrong.why().isBlank());
  }

  @Test
  void devicesAreNamedByTheirPlace() {
    assertEquals(new InputLine.Devices(), InputLine.parse("/devices"));
    assertEquals(new InputLine.Rename(2, "kitchen"), InputLine.parse("/rename 2 kitchen"));
    assertEquals(
        new InputLine.Rename(2, "old kitchen"), InputLine.parse("/rename 2 \"old kitchen\""));
    assertEquals(new InputLine.Rename(2, "old kitchen"), InputLine.parse("/rename 2 old kitchen"));
    assertEquals(
        new InputLine.Revoke(901_234_567_890_123_456L),
        InputLine.parse("/revoke 901234567890123456"));
  }

  @Test
  void passwordsAreNotPrinted() {
    assertFalse(InputLine.parse("/password secret-one secret-two").toString().contains("secret"));
  }
}
