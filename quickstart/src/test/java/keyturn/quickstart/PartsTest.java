package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final List<String> stopped = new ArrayList<>();
  private final Parts parts =
      new Parts(new Steps(new PrintStream(OutputStream.nullOutputStream())));

  @Test
  void stopInTheReverseOrderOnce() throws Exception {
    for (String name : List.of("database", "server", "window")) {
      parts.add(name, () -> stopped.add(name));
    }
    parts.stopAll();
    parts.stopAll();
    assertEquals(List.of("window", "server", "database"), stopped);
  }

  @Test
  void partThatFailsToStopDoesNotKeepTheOthers() throws Exception {
    parts.add("database", () -> stopped.add("database"));
    parts.add(
        "server",
        () -> {
          throw new IOException("gone");
        });
    parts.stopAll();
    assertEquals(List.of("database"), stopped);
  }

  @Test
  void nothingStartsOnceStoppingHasBegun() {
    parts.stopAll();
    assertThrows(StartException.class, () -> parts.add("late", () -> stopped.add("late")));
  }
}
