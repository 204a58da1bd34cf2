package keyturn.quickstart;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.Password;
import org.jspecify.annotations.Nullable;

/**
 * A password that somebody chose for an account.
 *
 * @param password one line, without its end
 */
record NewPassword(Password password) {

  /** Asks twice without echo where there is a terminal, else takes the first line of the input. */
  static NewPassword fromTerminalOrInput(@Nullable Console terminal, InputStream input)
      throws IOException, StartException {
    if (terminal == null) {
      return of(firstLine(new InputStreamReader(input, StandardCharsets.UTF_8)), "standard input");
    }
    char[] first = ask(terminal, "Password: ");
    char[] second = ask(terminal, "Once more: ");
    try {
      if (!Arrays.equals(first, second)) {
        throw new StartException("The two passwords differ: nothing was changed.");
      }
      return of(new String(first), "the terminal");
    } finally {
      Arrays.fill(first, ' ');
      Arrays.fill(second, ' ');
    }
  }

  static NewPassword fromFile(Path file) throws IOException, StartException {
    try {
      return of(firstLine(new StringReader(Files.readString(file))), file.toString());
    } catch (NoSuchFileException e) {
      throw new StartException("There is no password file " + file + ".", e);
    } catch (CharacterCodingException e) {
      throw new StartException("The password file " + file + " is not UTF-8.", e);
    }
  }

  private static NewPassword of(@Nullable String line, String source) throws StartException {
    if (line == null || line.isEmpty()) {
      throw new StartException("There is no password in " + source + ".");
    }
    if (line.getBytes(StandardCharsets.UTF_8).length > Limits.MAX_PASSWORD_BYTES) {
      throw new StartException("The password in " + source + " is too long.");
    }
    return new NewPassword(new Password(line));
  }

  private static char[] ask(Console terminal, String prompt) throws StartException {
    char[] typed = terminal.readPassword(prompt);
    if (typed == null) {
      throw new StartException("No password was typed: nothing was changed.");
    }
    return typed;
  }

  private static @Nullable String firstLine(java.io.Reader reader) throws IOException {
    return new BufferedReader(reader).readLine();
  }
}
