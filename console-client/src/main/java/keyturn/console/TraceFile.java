package keyturn.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import keyturn.client.TraceSink;
import org.jspecify.annotations.Nullable;

/** Where {@code --trace} writes; the library has left out keys, passwords and texts by then. */
final class TraceFile implements AutoCloseable {
  private final @Nullable PrintWriter writer;

  private TraceFile(@Nullable PrintWriter writer) {
    this.writer = writer;
  }

  /**
   * Appends to {@code file}, or does nothing without one.
   *
   * @throws IOException with a text for people
   */
  static TraceFile open(@Nullable Path file) throws IOException {
    if (file == null) {
      return new TraceFile(null);
    }
    try {
      return new TraceFile(
          new PrintWriter(
              Files.newBufferedWriter(
                  file,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND),
              true));
    } catch (IOException e) {
      throw new IOException("The trace file " + file + " cannot be written.", e);
    }
  }

  Optional<TraceSink> sink() {
    PrintWriter to = writer;
    return to == null ? Optional.empty() : Optional.of(to::println);
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
