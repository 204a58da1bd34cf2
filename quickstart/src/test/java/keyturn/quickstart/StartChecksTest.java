package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {
  @TempDir Path folder;

  @Test
  void portInUseIsNamedTogetherWithAFreeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      String message = refusal(() -> StartChecks.port(port));
      assertTrue(message.startsWith("Port " + port + " is in use"), message);
      assertTrue(message.contains("./keyturn up --port "), message);
      assertFalse(FreePort.isFree(port));
    }
  }

  @Test
  void tooLittleDiskOrMemoryIsOneLineThatSaysWhatToDo() {
    for (String message :
        new String[] {
          refusal(() -> StartChecks.disk(folder, 12, 1000)), refusal(() -> StartChecks.memory(12))
        }) {
      assertTrue(message.contains("12 MB"), message);
      assertEquals(1, message.lines().count());
    }
    assertDoesNotThrow(() -> StartChecks.disk(folder, 1000, 1000));
    assertDoesNotThrow(() -> StartChecks.memory(8000));
  }

  @Test
  void memoryIsReadFromWhatTheKernelSaysIsAvailable() throws Exception {
    Path facts =
        Files.writeString(
            folder.resolve("meminfo"),
            "MemTotal:       2048000 kB\nMemFree: 1 kB\nMemAvailable:    1024000 kB\n");
    assertEquals(OptionalLong.of(1000), StartChecks.availableMegabytes(facts));
    assertEquals(
        OptionalLong.empty(), StartChecks.availableMegabytes(folder.resolve("another system")));
  }

  @Test
  void chosenPortsAreFree() throws Exception {
    assertTrue(FreePort.isFree(FreePort.choose()));
  }

  private static String refusal(Executable check) {
    return String.valueOf(assertThrows(StartException.class, check).getMessage());
  }
}
