package keyturn.load.measure;

import java.io.IOException;
import java.util.List;

/** Which core a process runs on (taskset(1)); what it starts inherits it. */
public final class Pinning {
  private Pinning() {}

  /** Whether there is a second core and the program to choose one with. */
  public static boolean isPossible() {
    return Runtime.getRuntime().availableProcessors() > 1 && run(List.of("taskset", "--version"));
  }

  /** Puts all threads of this process on {@code core}. */
  public static void moveHere(int core) {
    move(ProcessHandle.current().pid(), Integer.toString(core));
  }

  /**
   * Puts all threads of the process {@code pid} on {@code cores}, a list as taskset(1) reads it.
   */
  public static void move(long pid, String cores) {
    List<String> command =
        List.of("taskset", "--all-tasks", "--cpu-list", "--pid", cores, Long.toString(pid));
    if (!run(command)) {
      throw new IllegalStateException("taskset could not choose cores " + cores);
    }
  }

  private static boolean run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
