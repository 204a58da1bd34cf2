package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody at the real desktop client: a process with its own home, and a window on a screen. */
final class RealWindow implements AutoCloseable {
  private static final int LOOK_AGAIN_MILLIS = 50;

  private final String name;
  private final Path output;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  private RealWindow(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
    this.answers = process.inputReader();
    this.commands = process.outputWriter();
  }

  /** Starts the program with the server's key given to it; waits for nothing. */
  static RealWindow open(Screen screen, ServerUnderTest server, String name) throws IOException {
    Path folder = Workplace.fresh("window-" + name);
    Path output = folder.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Duser.language=en",
                "-Dprism.order=sw",
                "-Djavafx.cachedir=" + folder.resolve("javafx"),
                "-cp",
                System.getProperty("java.class.path"),
                "keyturn.it.DrivenWindow"));
    command.addAll(List.of("--server", server.chat().toString(), "--user", name));
    command.addAll(List.of("--trust", server.fingerprint().toString()));
    command.addAll(List.of("--home", folder.resolve("home").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(output.toFile());
    builder.environment().putAll(Map.of("DISPLAY", screen.display(), "GDK_BACKEND", "x11"));
    return new RealWindow(name, output, builder.start());
  }

  RealWindow signIn(String password) {
    type("#password", password);
    press("#submit");
    awaitText("#people", words -> !words.isEmpty());
    return this;
  }

  void say(String text) {
    type("#composer", text);
    press("#send");
    awaitText("#messages", words -> words.contains(text));
  }

  /** Tries now, if the program has not come back by itself meanwhile. */
  void comeBack() {
    String unused = ask("press", "#banner .button", "");
    awaitCount("#banner", 0);
  }

  void type(String selector, String text) {
    awaitAnswer("type", selector, text, DrivenWindow.DONE::equals);
  }

  void press(String selector) {
    awaitAnswer("press", selector, "", DrivenWindow.DONE::equals);
  }

  /** Chooses a row of a list by what it says. */
  void pick(String selector, String text) {
    awaitAnswer("pick", selector, text, DrivenWindow.DONE::equals);
  }

  void awaitText(String selector, Predicate<String> wanted) {
    awaitAnswer("read", selector, "", wanted);
  }

  void awaitCount(String selector, int wanted) {
    awaitAnswer("count", selector, "", String.valueOf(wanted)::equals);
  }

  private void awaitAnswer(String command, String selector, String text, Predicate<String> wanted) {
    long deadline = System.nanoTime() + Inbox.PATIENCE.toNanos();
    String answer = ask(command, selector, text);
    while (!wanted.test(answer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s: %s %s %s: %s%nThe window: %s"
                .formatted(name, command, selector, text, answer, ask("read", ".root", "")));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      answer = ask(command, selector, text);
    }
  }

  private String ask(String command, String selector, String text) {
    try {
      commands.write(command + "\t" + selector + "\t" + text + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new AssertionError(name + "'s client has ended: " + Files.readString(output));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(name + "'s client does not answer", e);
    }
  }

  /** Closes the window, as a click on its cross does; the program has to end by itself. */
  void leave() throws InterruptedException {
    assertEquals(DrivenWindow.DONE, ask("close", "", ""));
    assertTrue(
        process.waitFor(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS), name + "'s client ends");
    assertEquals(0, process.exitValue());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
