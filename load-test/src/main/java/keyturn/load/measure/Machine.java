package keyturn.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** On what was measured. */
public record Machine(
    String processor, int cores, long memoryGibibytes, String system, String java) {

  /** This one; unknown is what /proc does not say. */
  public static Machine here() {
    return new Machine(
        value("/proc/cpuinfo", line -> line.startsWith("model name")),
        countCores(),
        memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  /** All of them, also where this process is kept to one. */
  private static int countCores() {
    return (int)
        Math.max(
            1,
            lines("/proc/cpuinfo").stream().filter(line -> line.startsWith("processor")).count());
  }

  private static long memory() {
    String figures =
        value("/proc/meminfo", line -> line.startsWith("MemTotal")).replaceAll("[^0-9]", "");
    return figures.isEmpty() ? 0 : Math.round(Long.parseLong(figures) / 1024.0 / 1024.0);
  }

  /** How many processes wanted a core on average over the last minute. */
  public static String load() {
    List<String> lines = lines("/proc/loadavg");
    return lines.isEmpty() ? "unknown" : lines.get(0).split(" ", 2)[0];
  }

  private static String value(String file, Predicate<String> wanted) {
    return lines(file).stream()
        .filter(wanted)
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("unknown");
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
