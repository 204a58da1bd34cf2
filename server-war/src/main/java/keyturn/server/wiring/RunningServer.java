package keyturn.server.wiring;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import keyturn.server.StoreException;
import keyturn.server.account.SignIn;
import keyturn.server.device.DeviceUpkeep;
import keyturn.server.presence.Presences;
import keyturn.server.websocket.Connections;
import keyturn.server.websocket.FrontDoor;

/** What runs by itself while the server serves, and how it ends. */
final class RunningServer {
  private static final Logger LOG = System.getLogger(RunningServer.class.getName());

  /** How long clients get to take what is on its way to them. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final FrontDoor door;
  private final Connections connections;
  private final DatabaseWatch watch;
  private final ServerThreads threads;
  private final List<Runnable> closings;

  /**
   * Takes over what the assembly made.
   *
   * @param closings ends what else runs, in this order, after the connections
   */
  RunningServer(
      FrontDoor door,
      Connections connections,
      DatabaseWatch watch,
      ServerThreads threads,
      List<Runnable> closings) {
    this.door = door;
    this.connections = connections;
    this.watch = watch;
    this.threads = threads;
    this.closings = List.copyOf(closings);
  }

  Connections connections() {
    return connections;
  }

  boolean databaseAnswers() {
    return watch.answers();
  }

  /** Starts everything that is done again and again. */
  void start(Presences presences, DeviceUpkeep upkeep) {
    ScheduledExecutorService timer = threads.timer();
    repeat(timer, 1, SECONDS, connections::tick);
    repeat(timer, 250, MILLISECONDS, presences::tellChanges);
    Executor database = watch.guarding(threads.database());
    repeat(timer, 1, SECONDS, onlyOnce(threads.database(), watch::probe));
    repeat(timer, 500, MILLISECONDS, onlyOnce(database, upkeep::closeFallen));
    repeat(timer, 1, HOURS, onlyOnce(database, () -> dropUnseen(upkeep)));
  }

  private static void dropUnseen(DeviceUpkeep upkeep) {
    int dropped = upkeep.dropUnseen(SignIn.TOKEN_LIFE).size();
    if (dropped > 0) {
      LOG.log(Level.INFO, "event=devices-dropped count={0}", dropped);
    }
  }

  /** Tells everybody, drains, and gives everything back. */
  void stop() {
    door.close();
    try {
      connections.closeAll(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closings.forEach(Runnable::run);
    threads.close();
  }

  private static void repeat(
      ScheduledExecutorService timer, long period, TimeUnit unit, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                // Thrown on, it would silently end all further runs.
                LOG.log(Level.ERROR, "event=failed task=" + task, e);
              }
            },
            period,
            period,
            unit);
  }

  /** Runs {@code work} on {@code threads}, unless the last run is still on its way. */
  private static Runnable onlyOnce(Executor threads, Runnable work) {
    AtomicBoolean running = new AtomicBoolean();
    return () -> {
      if (!running.compareAndSet(false, true)) {
        return;
      }
      try {
        threads.execute(
            () -> {
              try {
                work.run();
              } catch (StoreException e) {
                LOG.log(Level.DEBUG, "event=database-away");
              } finally {
                running.set(false);
              }
            });
      } catch (RejectedExecutionException e) {
        running.set(false);
      }
    };
  }
}
