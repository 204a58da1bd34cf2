package keyturn.load.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's process holds: threads, open files, and the heap that a collection leaves. */
final class ServerUse {
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
  private static final Pattern HEAP = Pattern.compile("used (\\d+)K");
  private static final long POLL_MILLIS = 5_000;

  private final long pid;

  ServerUse(long pid) {
    this.pid = pid;
  }

  /** Where the system says it: on Linux. */
  static boolean canBeSeen() {
    return Files.isDirectory(Path.of("/proc/self/fd"));
  }

  /** By name, in pieces and KiB. */
  Map<String, Long> now() throws IOException, InterruptedException {
    Map<String, Long> use = new LinkedHashMap<>();
    use.put("threads", first(THREADS, Files.readString(Path.of("/proc/" + pid + "/status"))));
    long files = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path unused : all) {
        files++;
      }
    }
    use.put("open files", files);
    String unused = jcmd("GC.run");
    use.put("heap in KiB", first(HEAP, jcmd("GC.heap_info")));
    return use;
  }

  /** Waits until nothing has grown beyond what the checker lets pass; what it is then. */
  Map<String, Long> settled(Map<String, Long> before, long millis)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Map<String, Long> now = now();
    while (!isBack(before, now) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      now = now();
    }
    return now;
  }

  private static boolean isBack(Map<String, Long> before, Map<String, Long> now) {
    return before.entrySet().stream()
        .noneMatch(one -> Checker.hasGrown(one.getValue(), now.getOrDefault(one.getKey(), 0L)));
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(pid),
                    command))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException("jcmd " + command + " ended with " + exit + ": " + said);
    }
    return said;
  }

  private static long first(Pattern wanted, String text) throws IOException {
    Matcher found = wanted.matcher(text);
    if (!found.find()) {
      throw new IOException("no " + wanted + " in " + text);
    }
    return Long.parseLong(found.group(1));
  }
}
