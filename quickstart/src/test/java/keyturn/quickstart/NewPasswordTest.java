package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewPasswordTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {" über tea ", " über tea \n", " über tea \r\n", " über tea \nrest\n"})
  void firstLineCountsWithItsSpaces(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), text);
    assertEquals(" über tea ", NewPassword.fromFile(file).password().value());
    assertEquals(" über tea ", fromInput(text).password().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\nsecond line"})
  void nothingIsNoPassword(String text) {
    assertThrows(StartException.class, () -> fromInput(text));
  }

  @Test
  void messagesDoNotRepeatThePassword() {
    String message =
        String.valueOf(
            assertThrows(StartException.class, () -> fromInput("hidden".repeat(1000)))
                .getMessage());
    assertFalse(message.contains("hidden"), message);
  }

  @Test
  void missingOrForeignFileIsSaid() throws Exception {
    assertThrows(StartException.class, () -> NewPassword.fromFile(folder.resolve("missing")));
    Path latin1 = Files.write(folder.resolve("latin1"), new byte[] {(byte) 0xfc, '\n'});
    assertThrows(StartException.class, () -> NewPassword.fromFile(latin1));
  }

  private static NewPassword fromInput(String text) throws Exception {
    return NewPassword.fromTerminalOrInput(
        null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
