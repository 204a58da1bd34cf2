package keyturn.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "chat.example.org, wss://chat.example.org:443/keyturn/chat",
    "localhost:8443, wss://localhost:8443/keyturn/chat",
    "' https://localhost:8443/ ', wss://localhost:8443/keyturn/chat",
    "wss://localhost:8443/keyturn/chat, wss://localhost:8443/keyturn/chat",
    "[::1]:8443, wss://[::1]:8443/keyturn/chat",
  })
  void parseTakesWhatPeopleType(String typed, URI expected) {
    assertEquals(expected, ServerAddress.parse(typed).uri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://localhost",
        "ws://localhost",
        "wss://me:secret@localhost",
        "localhost/other",
        "localhost?token=1",
        "two words",
        "localhost:99999"
      })
  void parseRefusesTheRestWithAReason(String typed) {
    assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(typed));
  }
}
