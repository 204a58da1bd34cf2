package keyturn.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import keyturn.protocol.message.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  private static final Username ALICE = Username.find("Alice.Smith").orElseThrow();
  private static final PasswordPolicy EIGHT = new PasswordPolicy(8);

  @Test
  void seventyTwoBytesAreTheMost() {
    assertEquals(Optional.empty(), problem(random(72)));
    assertEquals(Optional.of(PasswordProblem.TOO_LONG), problem(random(73)));
    assertEquals(Optional.of(PasswordProblem.TOO_LONG), problem("é" + random(71)));
    assertEquals(Optional.of(PasswordProblem.TOO_LONG), problem(random(1024)));
    assertEquals(Optional.empty(), problem("é".repeat(4) + "ñüöáßø".repeat(5)));
  }

  @Test
  void charactersAreCountedAfterNfc() {
    PasswordPolicy ten = new PasswordPolicy(10);
    assertEquals(Optional.of(PasswordProblem.TOO_SHORT), problemOf(ten, "e\u0301e\u0300xrqpkw2"));
    assertEquals(Optional.empty(), problemOf(ten, "e\u0301e\u0300xrqpkw2mv"));
    assertEquals(Optional.of(PasswordProblem.TOO_SHORT), problemOf(ten, "😀🔑🦊🐙🌵🎈🪁🧩🛶"));
    assertEquals(Optional.empty(), problemOf(ten, "😀🔑🦊🐙🌵🎈🪁🧩🛶🪵"));
  }

  @Test
  void whatBcryptCannotTellApartIsRefused() {
    assertEquals(Optional.of(PasswordProblem.CONTROL_CHARACTER), problem("kfj39dkw\0kfj39dkw"));
    assertEquals(Optional.of(PasswordProblem.CONTROL_CHARACTER), problem("kfj39dkw\n"));
    assertEquals(Optional.of(PasswordProblem.CONTROL_CHARACTER), problem("kfj39dkw\u0085"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password1",
        "P@ssw0rd2026!",
        "passwordpassword",
        "letmein123",
        "12345678",
        "1234567890",
        "87654321",
        "abcdefgh",
        "aaaaaaaa",
        "abababababababab",
        "qwertyuiop",
        "1q2w3e4r5t",
        "correct horse battery staple",
        "this is my password",
        "keyturn12345",
        "qwertyuiopasdfghjkl",
        "iloveyouforever",
        "11111111111111111111"
      })
  void theFirstThatAnybodyWouldTryAreRefused(String password) {
    assertEquals(Optional.of(PasswordProblem.COMMON), problem(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice.smith",
        "ALICE.SMITH",
        "Alice.Smith2026!",
        "htims.ecila",
        "alice.smithalice.smith"
      })
  void theNameIsRefused(String password) {
    assertEquals(Optional.of(PasswordProblem.LIKE_THE_NAME), problem(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a river runs uphill", "Kq7-mmzt-2pf", "日本語のパスワード"})
  void othersAreAllowedSpacesIncluded(String password) {
    assertEquals(Optional.empty(), problem(password));
  }

  @Test
  void theSettingIsTheLeast() {
    PasswordPolicy fifteen = new PasswordPolicy(15);
    assertEquals(Optional.of(PasswordProblem.TOO_SHORT), problemOf(fifteen, random(14)));
    assertEquals(Optional.empty(), problemOf(fifteen, random(15)));
    assertEquals(Optional.of(PasswordProblem.TOO_SHORT), problem(""));
  }

  @Test
  void aPassphraseIsNotPrinted() {
    Passphrase.Check check = Passphrase.check(new Password("a river runs uphill"));
    assertFalse(check.toString().contains("river"));
  }

  private static Optional<PasswordProblem> problem(String password) {
    return problemOf(EIGHT, password);
  }

  private static Optional<PasswordProblem> problemOf(PasswordPolicy policy, String password) {
    return policy.problemOf(new Password(password), ALICE);
  }

  /** No dictionary has it, and it does not repeat within 72 characters. */
  private static String random(int length) {
    String text = "k3vQx9zLm2WnR7tYp4JdHs8GbF6cUaE5oTi1XrNqZyMwVuDjKgSfBhCePl0AzQ-RtY+UoIx";
    return text.repeat(length / text.length() + 1).substring(0, length);
  }
}
