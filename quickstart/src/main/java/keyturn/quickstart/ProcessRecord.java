package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A child process as noted in the data folder, so that the next start finds it if this launcher is
 * killed. Process numbers are used again by the system: start time and program must match too.
 *
 * @param pid process number
 * @param started when the system says that it started
 * @param command absolute path of its program, as the system reports it
 */
record ProcessRecord(long pid, Instant started, String command) {
  // The system counts from the time of boot, which moves a little when the clock is set.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  static ProcessRecord of(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return new ProcessRecord(
        process.pid(), info.startInstant().orElse(Instant.EPOCH), info.command().orElse(""));
  }

  void write(Path file) throws IOException {
    PrivateFile.write(file, pid + "\n" + started + "\n" + command + "\n");
  }

  /** The record in {@code file}; empty if there is none or it was cut short. */
  static Optional<ProcessRecord> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessRecord(
              Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), lines.get(2)));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The process of this record if it still runs and is surely the same one. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    ProcessRecord found = of(process);
    boolean sameTime = Duration.between(started, found.started()).abs().compareTo(TOLERANCE) <= 0;
    return sameTime && !started.equals(Instant.EPOCH) && command.equals(found.command());
  }
}
