package keyturn.load.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientSettings;

/** A member's client as a process that is killed and started again. */
final class Victim implements AutoCloseable {
  private final String name;
  private final List<String> command;
  private final History history;
  private final Process process;
  private final Thread reader;

  private Victim(String name, List<String> command, History history) throws IOException {
    this.name = name;
    this.command = command;
    this.history = history;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    this.reader = new Thread(this::read, "victim");
    reader.setDaemon(true);
    reader.start();
  }

  static Victim start(String name, ClientSettings settings, Laboratory laboratory, History history)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            VictimProgram.class.getName(),
            settings.server().toString(),
            laboratory.fingerprint().toString(),
            settings.home().orElseThrow().toString(),
            name,
            Laboratory.PASSWORD);
    return new Victim(name, command, history);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] field = line.split("\t", -1);
        if (field.length == VictimProgram.FIELDS) {
          note(field);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(String[] field) {
    boolean found = field[0].equals(VictimProgram.FOUND);
    if (!found || !history.wasShown(name, field[2])) {
      history.add(new Event.Shown(name, field[1], field[2], field[3], Long.parseLong(field[4])));
    }
  }

  /** Kills it as {@code kill -9} does, and starts the next. */
  Victim again() throws IOException, InterruptedException {
    end();
    return new Victim(name, command, history);
  }

  private void end() throws InterruptedException {
    // Process would close its output, with what the killed client had still said in it.
    boolean unused = process.toHandle().destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a killed client does not end");
    }
    reader.join(30_000);
  }

  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
