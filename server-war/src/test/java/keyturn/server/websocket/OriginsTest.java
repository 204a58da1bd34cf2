package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private final Origins origins = new Origins(Set.of("https://chat.example.org"));

  @Test
  void letNativeClientsIn() {
    assertTrue(origins.allows(null));
    assertTrue(new Origins(Set.of()).allows(null));
  }

  @Test
  void letPagesInThatAreListed() {
    assertTrue(origins.allows("https://chat.example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "http://chat.example.org",
        "https://chat.example.org:8443",
        "https://chat.example.org.evil.example",
        "https://evil.example",
      })
  void keepOtherPagesOut(String origin) {
    assertFalse(origins.allows(origin));
  }
}
