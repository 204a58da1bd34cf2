package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          DatabaseAddress.USER_VARIABLE, "env-user", DatabaseAddress.PASSWORD_VARIABLE, "env-word");

  @Test
  void userAndPasswordComeFromTheEnvironment() throws Exception {
    assertEquals(
        new DatabaseAddress("jdbc:mysql://db:3306/chat", "env-user", "env-word"),
        DatabaseAddress.parse("jdbc:mysql://db:3306/chat", ENVIRONMENT));
  }

  @Test
  void queryWinsAndItsSecretsLeaveTheAddress() throws Exception {
    assertEquals(
        new DatabaseAddress("jdbc:mysql://db/chat?sslMode=REQUIRED", "u", "a+b c&d"),
        DatabaseAddress.parse(
            "mysql://db/chat?user=u&sslMode=REQUIRED&password=a+b%20c%26d", ENVIRONMENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgres://db/chat",
        "jdbc:mysql://joe:hidden@db/chat",
        "jdbc:mysql://db/chat?password=hidden",
        "jdbc:mysql://db/chat?user=u&password=%zzhidden",
        "jdbc:h2:mem:hidden"
      })
  void messageNeverRepeatsWhatMayBeAPassword(String address) {
    String message =
        String.valueOf(
            assertThrows(StartException.class, () -> DatabaseAddress.parse(address, Map.of()))
                .getMessage());
    assertFalse(message.contains("hidden"), message);
  }

  @Test
  void printedAddressHoldsNoSecret() {
    assertEquals(
        "DatabaseAddress[jdbc:mysql://db/chat]",
        new DatabaseAddress("jdbc:mysql://db/chat?x=y", "u", "hidden").toString());
  }

  @Test
  void unreachableDatabaseIsNamedByPlace() throws Exception {
    int port = FreePort.choose();
    DatabaseAddress nowhere =
        DatabaseAddress.parse("jdbc:mysql://127.0.0.1:" + port + "/chat", ENVIRONMENT);
    assertEquals(
        "Cannot use the database at jdbc:mysql://127.0.0.1:"
            + port
            + "/chat: nobody answers there.",
        assertThrows(StartException.class, nowhere::connect).getMessage());
  }
}
