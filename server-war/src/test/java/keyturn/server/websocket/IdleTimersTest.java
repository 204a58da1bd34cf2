package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleTimersTest {
  private final ScheduledThreadPoolExecutor real = new ScheduledThreadPoolExecutor(1);

  /** As Tyrus' BaseContainer has it. */
  private static class Container {
    private final ScheduledExecutorService managedScheduledExecutorService;

    Container(ScheduledExecutorService scheduler) {
      managedScheduledExecutorService = scheduler;
    }

    ScheduledExecutorService scheduler() {
      return managedScheduledExecutorService;
    }
  }

  /** As TyrusServerContainer extends it. */
  private static final class ServersContainer extends Container {
    ServersContainer(ScheduledExecutorService scheduler) {
      super(scheduler);
    }
  }

  @AfterEach
  void stop() {
    real.shutdownNow();
  }

  @Test
  void timersWithoutDelayAreNotScheduled() throws Exception {
    Container container = new ServersContainer(real);
    assertTrue(IdleTimers.spare(container));
    AtomicBoolean ran = new AtomicBoolean();

    var unused = container.scheduler().schedule(() -> ran.set(true), 0, TimeUnit.MILLISECONDS);
    // The one thread runs what is due in the order of asking.
    real.submit(() -> {}).get(20, TimeUnit.SECONDS);
    assertFalse(ran.get());
  }

  @Test
  void whatHasADelayOrAResultIsStillDone() throws Exception {
    Container container = new ServersContainer(real);
    assertTrue(IdleTimers.spare(container));
    CountDownLatch ran = new CountDownLatch(1);

    var unused = container.scheduler().schedule(ran::countDown, 1, TimeUnit.MILLISECONDS);
    assertTrue(ran.await(20, TimeUnit.SECONDS));
    assertEquals(
        7,
        container.scheduler().schedule(() -> 7, 0, TimeUnit.NANOSECONDS).get(20, TimeUnit.SECONDS));
  }

  @Test
  void anotherContainerStaysAsItIs() {
    assertFalse(IdleTimers.spare(new Object()));
    assertFalse(IdleTimers.spare(Executors.class));
  }
}
