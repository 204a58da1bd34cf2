package keyturn.server.websocket;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spares an idle timer for every frame. Tyrus 2.1.5 asks its scheduler for one whenever a frame
 * comes or goes, with no delay where the timeout is off; Payara's scheduler then searches the whole
 * class path for context to save, which cost more than the frame itself (docs/performance.md). Our
 * connections have a clock of their own ({@link Vigil}), so what is asked for without delay is left
 * undone. Where the container is another one, everything stays as it is.
 */
@WebListener
public final class IdleTimers implements ServletContextListener {
  private static final Logger LOG = System.getLogger(IdleTimers.class.getName());
  private static final String SCHEDULER = "managedScheduledExecutorService";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
    boolean spared = container != null && spare(container);
    LOG.log(Level.INFO, "event=idle-timers spared={0}", spared);
  }

  /** Whether {@code container} asks for its timers here from now on. */
  static boolean spare(Object container) {
    Optional<Field> field =
        Stream.<Class<?>>iterate(container.getClass(), Objects::nonNull, Class::getSuperclass)
            .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
            .filter(declared -> declared.getName().equals(SCHEDULER))
            .findFirst();
    if (field.isEmpty()) {
      return false;
    }
    try {
      field.get().setAccessible(true);
      if (field.get().get(container) instanceof ScheduledExecutorService real) {
        field.get().set(container, sparing(real));
        return true;
      }
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      LOG.log(Level.WARNING, "event=idle-timers-kept reason={0}", e.getClass().getName());
    }
    return false;
  }

  private static ScheduledExecutorService sparing(ScheduledExecutorService real) {
    ScheduledFuture<?> nothing = real.schedule(() -> {}, 0, TimeUnit.NANOSECONDS);
    return (ScheduledExecutorService)
        Proxy.newProxyInstance(
            IdleTimers.class.getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, arguments) -> {
              if (isTimerWithoutDelay(method.getName(), arguments)) {
                return nothing;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                Throwable cause = e.getCause();
                throw cause == null ? e : cause;
              }
            });
  }

  private static boolean isTimerWithoutDelay(String method, Object @Nullable [] arguments) {
    return method.equals("schedule")
        && arguments != null
        && arguments[0] instanceof Runnable
        && arguments[1] instanceof Long delay
        && delay <= 0;
  }
}
