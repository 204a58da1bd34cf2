package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DesktopWindowTest {
  private static final URI SERVER = URI.create("wss://localhost:8443/keyturn/chat");

  @TempDir Path folder;

  @Test
  void missingLibraryIsNamedWithItsPackage() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            "java.lang.UnsatisfiedLinkError: /x/libglassgtk3.so: libgtk-3.so.0: cannot open shared object file: No such file or directory\n");
    String farewell = DesktopWindow.farewell(1, log, 0, SERVER);
    assertTrue(farewell.contains("libgtk-3.so.0"), farewell);
    assertTrue(farewell.contains("apt install libgtk-3-0"), farewell);
    assertTrue(farewell.contains("The server goes on"), farewell);
    assertTrue(farewell.contains("./keyturn console"), farewell);
  }

  @Test
  void earlierRunsInTheLogAreNotBlamed() throws Exception {
    String earlier = "libgtk-3.so.0: cannot open shared object file\n";
    Path log = Files.writeString(folder.resolve("log"), earlier + "out of memory\n");
    String farewell = DesktopWindow.farewell(1, log, earlier.length(), SERVER);
    assertFalse(farewell.contains("libgtk"), farewell);
    assertEquals(Optional.empty(), DesktopWindow.missingLibrary("all is well"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void displayIsWhatTheSessionSays() {
    assertFalse(DesktopWindow.hasDisplay(Map.of()));
    assertFalse(DesktopWindow.hasDisplay(Map.of("DISPLAY", "")));
    assertTrue(DesktopWindow.hasDisplay(Map.of("DISPLAY", ":0")));
    assertTrue(DesktopWindow.hasDisplay(Map.of("WAYLAND_DISPLAY", "wayland-0")));
  }
}
