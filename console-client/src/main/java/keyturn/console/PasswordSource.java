package keyturn.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where the password comes from: a file, or the terminal. */
sealed interface PasswordSource {
  /**
   * Empty if the person gave up. The caller wipes it.
   *
   * @throws IOException if the file cannot be read
   */
  Optional<char[]> password() throws IOException;

  /** The first line of a file. */
  record InFile(Path file) implements PasswordSource {
    private static final int MAX_BYTES = 4096;

    @Override
    public Optional<char[]> password() throws IOException {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("the password file is larger than " + MAX_BYTES + " bytes");
      }
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      char[] password = new char[end];
      text.get(password);
      Arrays.fill(text.array(), '\0');
      return Optional.of(password);
    }
  }

  record AtTerminal(Prompt prompt, String user, boolean twice) implements PasswordSource {
    @Override
    public Optional<char[]> password() {
      Optional<char[]> first = prompt.askSecret("Password of " + user + ": ");
      if (!twice || first.isEmpty()) {
        return first;
      }
      Optional<char[]> second = prompt.askSecret("Once more: ");
      if (second.isEmpty() || !Arrays.equals(first.get(), second.get())) {
        return Optional.empty();
      }
      return first;
    }
  }
}
