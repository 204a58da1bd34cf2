package keyturn.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.desktop.look.Theme;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;

/**
 * Measures the real window over a scripted client, for docs/performance.md: opens a conversation of
 * 10,000 messages and scrolls through it, a step in each frame. A program, not a test: what it says
 * depends on the computer.
 */
final class Measurements {
  private static final int MESSAGES = 10_000;
  private static final int FRAMES = 240;
  private static final double STEP_PIXELS = 90;

  private final List<ScriptedClient> clients = new ArrayList<>();

  private Measurements() {}

  public static void main(String[] args) {
    Measurements measurements = new Measurements();
    Platform.startup(measurements::open);
  }

  private void open() {
    NoComputer computer = new NoComputer();
    DesktopViewModel model =
        new DesktopViewModel(
            (server, listener) -> {
              ScriptedClient client = new ScriptedClient(server, listener);
              clients.add(client);
              return client;
            },
            new NextPulse(),
            Runnable::run,
            Clock.system(ZoneId.systemDefault()),
            System::nanoTime,
            computer.surroundings());
    Stage stage = new Stage();
    new DesktopWindow(model, computer.preferences, Theme.LIGHT, l -> {})
        .open(stage, Platform::exit);
    model.start(Optional.of(Desk.SERVER), Optional.of("max"));
    ScriptedClient client = clients.get(0);
    client.say(
        Events.connected(),
        Events.welcomed(RegistrationPolicy.OPEN),
        Events.signedIn(),
        Events.person(2, "Ada", Presence.AVAILABLE),
        Events.conversation(1, 2, "Ada", 0),
        Events.key(1, 1482, Duration.ofSeconds(30)));
    later(
        () -> {
          model.people().select(Optional.of(model.people().rows().get(0)));
          long before = System.nanoTime();
          client.say(messages());
          later(
              () -> {
                ListView<?> list = (ListView<?>) stage.getScene().lookup("#messages");
                System.out.printf(
                    Locale.ROOT,
                    "%d messages shown after %.0f ms%n",
                    list.getItems().size(),
                    (System.nanoTime() - before) / 1e6);
                scroll(list);
              });
        });
  }

  private static ClientEvent[] messages() {
    Instant start = Instant.now().minus(Duration.ofDays(20));
    ClientEvent[] events = new ClientEvent[MESSAGES];
    for (int i = 0; i < MESSAGES; i++) {
      Instant at = start.plusSeconds(i * 150L);
      String text =
          switch (i % 7) {
            case 0 -> "Number " + i + ", short.";
            case 1 -> "A longer one that takes more than one line: " + "some more words ".repeat(9);
            case 2 -> "With emoji 👍🎉 and 👩‍💻, in the middle of the text";
            case 3 -> "See https://wiki.example.org/page/" + i + " for more.";
            case 4 -> "👍";
            case 5 -> "مرحبا " + i;
            default -> "Two\nlines";
          };
      events[i] =
          Events.message(
              i % 3 == 0
                  ? Events.own(1, i + 1, i + 1, text, at, DeliveryState.READ)
                  : Events.received(1, i + 1, i + 1, "Ada", text, at));
    }
    return events;
  }

  private static void scroll(ListView<?> list) {
    var flow = (javafx.scene.control.skin.VirtualFlow<?>) list.lookup(".virtual-flow");
    long[] at = new long[FRAMES + 1];
    int[] frame = {0};
    Map<String, Long> before = work();
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        at[frame[0]] = System.nanoTime();
        if (frame[0] == FRAMES) {
          stop();
          report(at);
          reportWork(before, work());
          System.exit(0);
        }
        frame[0]++;
        flow.scrollPixels(-STEP_PIXELS);
      }
    }.start();
  }

  /** CPU time of the threads that draw, in nanoseconds: on a busy computer it says more. */
  private static Map<String, Long> work() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> work = new TreeMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      if (thread != null
          && (thread.getThreadName().startsWith("JavaFX")
              || thread.getThreadName().startsWith("Quantum"))) {
        work.put(thread.getThreadName(), threads.getThreadCpuTime(id));
      }
    }
    return work;
  }

  private static void reportWork(Map<String, Long> before, Map<String, Long> after) {
    after.forEach(
        (thread, nanos) ->
            System.out.printf(
                Locale.ROOT,
                "%s: %.1f ms of CPU for each frame%n",
                thread,
                (nanos - before.getOrDefault(thread, 0L)) / 1e6 / FRAMES));
  }

  private static void report(long[] at) {
    double[] millis = new double[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      millis[i] = (at[i + 1] - at[i]) / 1e6;
    }
    double total = (at[FRAMES] - at[0]) / 1e6;
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%d frames of %.0f pixels in %.0f ms: %.1f frames/s; median %.1f ms, 95%% %.1f ms, worst"
            + " %.1f ms%n",
        FRAMES,
        STEP_PIXELS,
        total,
        FRAMES * 1000 / total,
        millis[FRAMES / 2],
        millis[FRAMES * 95 / 100],
        millis[FRAMES - 1]);
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    System.out.printf(
        Locale.ROOT,
        "%.0f MiB of heap in use%n",
        (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
  }

  private static void later(Runnable action) {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        if (++frames > 5) {
          stop();
          action.run();
        }
      }
    }.start();
  }
}
