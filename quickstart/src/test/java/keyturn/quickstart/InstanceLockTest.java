package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {
  @TempDir Path folder;

  @Test
  void secondInstanceIsToldWhoHoldsTheFolder() throws Exception {
    Path file = folder.resolve("lock");
    InstanceLock first = InstanceLock.take(file, folder);
    try {
      StartException refused =
          assertThrows(StartException.class, () -> InstanceLock.take(file, folder));
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
      assertTrue(message.contains("--data"), message);
    } finally {
      first.close();
    }
  }

  @Test
  void folderIsFreeAgainAfterTheFirstHasEnded() throws Exception {
    Path file = folder.resolve("lock");
    InstanceLock.take(file, folder).close();
    InstanceLock.take(file, folder).close();
  }
}
