package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
  @TempDir Path folder;

  private final ProcessRecord ourselves = ProcessRecord.of(ProcessHandle.current());

  @Test
  void survivesTheFile() throws Exception {
    Path file = folder.resolve("process");
    ourselves.write(file);
    assertEquals(Optional.of(ourselves), ProcessRecord.read(file));
  }

  @Test
  void findsTheProcessItNames() {
    assertEquals(Optional.of(ProcessHandle.current()), ourselves.find());
  }

  @Test
  void spareAProcessThatOnlyHasTheSameNumber() {
    assertTrue(
        new ProcessRecord(
                ourselves.pid(),
                ourselves.started().minus(Duration.ofHours(1)),
                ourselves.command())
            .find()
            .isEmpty());
    assertTrue(
        new ProcessRecord(ourselves.pid(), ourselves.started(), "/usr/bin/another")
            .find()
            .isEmpty());
  }

  @Test
  void readsNothingFromWhatIsMissingOrBroken() throws Exception {
    assertTrue(ProcessRecord.read(folder.resolve("missing")).isEmpty());
    for (String broken :
        new String[] {"", "12\n", "12\nnow\n/bin/x\n", "x\n2026-01-01T00:00:00Z\ny\n"}) {
      Path file = Files.writeString(folder.resolve("broken"), broken);
      assertTrue(ProcessRecord.read(file).isEmpty(), broken);
    }
  }
}
