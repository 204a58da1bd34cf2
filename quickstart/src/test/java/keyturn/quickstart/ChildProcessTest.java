package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ChildProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private @Nullable ChildProcess child;

  @AfterEach
  void end() throws Exception {
    if (child != null && child.isAlive()) {
      child.kill();
    }
  }

  @Test
  void leftoverIsFoundByItsRecordAndEnded() throws Exception {
    child = start("/bin/sleep", "600");
    awaitProgram(child.pid(), "sleep");
    assertEquals(Optional.of(child.pid()), ChildProcess.endLeftover(record(), PATIENCE));
    assertFalse(child.isAlive());
    assertTrue(ChildProcess.endLeftover(record(), PATIENCE).isEmpty());
  }

  @Test
  void interruptOfTheTerminalDoesNotReachIt() throws Exception {
    child = start("/bin/sleep", "600");
    awaitProgram(child.pid(), "sleep");
    new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
    new ProcessBuilder("kill", "-HUP", Long.toString(child.pid())).start().waitFor();
    assertTrue(child.isAlive());
    child.stop(PATIENCE);
    assertFalse(child.isAlive());
  }

  @Test
  void processThatIgnoresTheRequestIsEndedByForce() throws Exception {
    child = start("/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done");
    while (!Files.readString(folder.resolve("log")).contains("ready")) {
      Thread.onSpinWait();
    }
    child.stop(Duration.ofMillis(200));
    assertFalse(child.isAlive());
  }

  @Test
  void outputGoesToTheLog() throws Exception {
    child = start("/bin/sh", "-c", "echo out; echo err >&2");
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    child.whenEnded(ended::complete);
    assertEquals(0, ended.get());
    assertEquals("out\nerr\n", Files.readString(folder.resolve("log")));
  }

  private ChildProcess start(String... command) throws Exception {
    return ChildProcess.start(List.of(command), Map.of(), folder, folder.resolve("log"), record());
  }

  private static void awaitProgram(long pid, String name) {
    while (ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(
            command ->
                command.contains(name)
                    || command.contains("busybox")
                    || command.contains("coreutils"))
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private Path record() {
    return folder.resolve("process");
  }
}
