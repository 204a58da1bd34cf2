package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * A program that the quick start runs beside itself, with its record and log in the data folder.
 */
final class ChildProcess {
  private final Process process;
  private final Path record;

  private ChildProcess(Process process, Path record) {
    this.process = process;
    this.record = record;
  }

  /**
   * Starts {@code command}; both its outputs are appended to {@code log}.
   *
   * @param record where the process is noted for {@link #endLeftover}
   */
  static ChildProcess start(
      List<String> command, Map<String, String> environment, Path folder, Path log, Path record)
      throws IOException {
    PrivateFile.createFolder(folder);
    if (!Files.exists(log)) {
      PrivateFile.write(log, "");
    }
    ProcessBuilder builder =
        new ProcessBuilder(shielded(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    ChildProcess child = new ChildProcess(process, record);
    child.writeRecord(command.get(0));
    return child;
  }

  // Ctrl-C in a terminal goes to every process of the group at once; then the database would stop
  // before the server. An ignored signal stays ignored over exec, and exec keeps the process
  // number.
  private static List<String> shielded(List<String> command) {
    if (Platform.isWindows()) {
      return command;
    }
    List<String> shielded =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    shielded.addAll(command);
    return shielded;
  }

  // Until the shell has become the program, the system reports the shell as the command.
  private void writeRecord(String program) throws IOException {
    ProcessRecord now = ProcessRecord.of(process.toHandle());
    String path =
        Files.exists(Path.of(program)) ? Path.of(program).toRealPath().toString() : program;
    new ProcessRecord(now.pid(), now.started(), path).write(record);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Calls {@code action} with the exit code, on a thread of the system's, once it has ended. */
  void whenEnded(IntConsumer action) {
    CompletableFuture<Void> unused =
        process.onExit().thenAccept(ended -> action.accept(ended.exitValue()));
  }

  /** Asks the process to end (SIGTERM), ends it by force after {@code patience}. */
  void stop(Duration patience) throws IOException {
    end(process.toHandle(), patience);
    Files.deleteIfExists(record);
  }

  /** Ends the process at once, as {@code kill -9} does; it has no chance to tidy up. */
  void kill() throws IOException {
    process.destroyForcibly();
    await(process.toHandle(), Duration.ofSeconds(10));
    Files.deleteIfExists(record);
  }

  /** Ends the process that {@code record} names, if it still runs. */
  static Optional<Long> endLeftover(Path record, Duration patience) throws IOException {
    Optional<ProcessHandle> leftover = ProcessRecord.read(record).flatMap(ProcessRecord::find);
    leftover.ifPresent(process -> end(process, patience));
    Files.deleteIfExists(record);
    return leftover.map(ProcessHandle::pid);
  }

  private static void end(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!await(process, patience)) {
      process.destroyForcibly();
      await(process, Duration.ofSeconds(10));
    }
  }

  private static boolean await(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
