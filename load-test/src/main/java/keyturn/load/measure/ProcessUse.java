package keyturn.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Linux says of a process (proc(5)).
 *
 * @param pid process number
 */
public record ProcessUse(long pid) {
  /** Of {@code /proc/PID/stat}, in hundredths of a second on every Linux that Java runs on. */
  private static final long TICK_MILLIS = 10;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  /** Processor time so far, of all its threads. */
  public Duration processorTime() {
    String stat = read("stat");
    // The name in parentheses may hold anything; what follows it does not.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return Duration.ofMillis(ticks * TICK_MILLIS);
  }

  /** Resident memory. */
  public long residentKibibytes() {
    return read("status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
