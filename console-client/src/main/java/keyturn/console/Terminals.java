package keyturn.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A terminal with line editing, completion, and messages that appear above a half-typed line. */
final class Terminals implements Prompt, AutoCloseable {
  private static final List<String> COMMANDS =
      List.of("/help", "/people", "/talk ", "/msg ", "/leave ", "/keys ", "/password", "/quit");

  private final Terminal terminal;
  private final LineReader reader;
  private final LineReader questions;
  private volatile boolean closed;

  Terminals(Supplier<List<String>> names) throws IOException {
    terminal =
        TerminalBuilder.builder().system(true).dumb(true).encoding(StandardCharsets.UTF_8).build();
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .completer(
                (r, line, candidates) -> {
                  String word = line.word();
                  if (line.wordIndex() == 0 && word.startsWith("/")) {
                    COMMANDS.forEach(c -> candidates.add(new Candidate(c.strip())));
                  } else {
                    names.get().forEach(n -> candidates.add(new Candidate(n)));
                  }
                })
            .build();
    questions = LineReaderBuilder.builder().terminal(terminal).build();
  }

  /** The next line; empty at the end of the input or after Ctrl-C. Blocks. */
  Optional<String> readLine() {
    return read(reader, "> ", null);
  }

  /** Prints above the line that is being typed. */
  void print(String line) {
    reader.printAbove(line);
  }

  @Override
  public Optional<String> ask(String question) {
    return read(questions, question, null);
  }

  @Override
  public Optional<char[]> askSecret(String question) {
    return read(questions, question, '\0').map(String::toCharArray);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    terminal.close();
  }

  private Optional<String> read(
      LineReader from, String question, @org.jspecify.annotations.Nullable Character mask) {
    try {
      return Optional.of(mask == null ? from.readLine(question) : from.readLine(question, mask));
    } catch (UserInterruptException | EndOfFileException e) {
      return Optional.empty();
    } catch (IllegalStateException e) {
      if (closed) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
