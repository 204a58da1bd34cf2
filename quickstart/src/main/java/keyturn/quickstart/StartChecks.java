package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What must be so before anything is started; each failure says in one line what to do. */
final class StartChecks {
  private static final long MEGABYTE = 1 << 20;
  private static final long FIRST_START_DISK_MEGABYTES = 1_000;
  private static final long LATER_START_DISK_MEGABYTES = 300;
  private static final long MEMORY_MEGABYTES = 900;

  private StartChecks() {}

  static void all(DataFolder data, int port, Path memoryFacts) throws IOException, StartException {
    disk(
        data.path(),
        Files.getFileStore(data.path()).getUsableSpace() / MEGABYTE,
        data.isNew() ? FIRST_START_DISK_MEGABYTES : LATER_START_DISK_MEGABYTES);
    OptionalLong memory = availableMegabytes(memoryFacts);
    if (memory.isPresent()) {
      memory(memory.getAsLong());
    }
    port(port);
  }

  static void disk(Path folder, long freeMegabytes, long neededMegabytes) throws StartException {
    if (freeMegabytes < neededMegabytes) {
      throw new StartException(
          "Keyturn needs %,d MB of free disk space for %s, but there are %,d MB: free some, or choose another folder with --data DIR."
              .formatted(neededMegabytes, folder, freeMegabytes));
    }
  }

  static void memory(long availableMegabytes) throws StartException {
    if (availableMegabytes < MEMORY_MEGABYTES) {
      throw new StartException(
          String.format(
              Locale.ROOT,
              "Keyturn needs %,d MB of free memory, but there are %,d MB: close other programs and start again.",
              MEMORY_MEGABYTES,
              availableMegabytes));
    }
  }

  static void port(int port) throws IOException, StartException {
    if (!FreePort.isFree(port)) {
      throw new StartException(
          "Port %d is in use by another program: stop that one, or choose another port, for example ./keyturn up --port %d."
              .formatted(port, FreePort.after(port)));
    }
  }

  /**
   * The line MemAvailable of Linux; other systems count reclaimable memory as used, so that their
   * number would mislead.
   */
  static OptionalLong availableMegabytes(Path memoryFacts) throws IOException {
    if (!Files.isReadable(memoryFacts)) {
      return OptionalLong.empty();
    }
    List<String> lines = Files.readAllLines(memoryFacts);
    return lines.stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToLong(digits -> Long.parseLong(digits) / 1024)
        .findFirst();
  }
}
