package keyturn.load.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

  /** Collects garbage, so that resident memory means something; nothing where that cannot be. */
  public void collectGarbage() {
    jcmd("GC.run");
  }

  /** Begins a flight recording of a JVM. */
  public void record() {
    jcmd("JFR.start", "name=bench", "settings=profile");
  }

  /** Ends the flight recording and writes it. */
  public void writeRecording(Path file) {
    jcmd("JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
  }

  private void jcmd(String... command) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(pid));
    line.addAll(List.of(command));
    try {
      int code =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException("jcmd ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
