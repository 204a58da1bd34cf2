package keyturn.server.persistence;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import keyturn.server.StoreException;

/**
 * Around the transaction of a store: what the platform throws, also at the commit, becomes a {@link
 * StoreException} whose message says nothing of values.
 */
public final class StoreBoundary {
  private StoreBoundary() {}

  /**
   * A view of {@code store} for everybody else.
   *
   * @param type an interface
   */
  public static <T> T around(Class<T> type, T store) {
    Object view =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                Throwable cause = e.getCause();
                if (cause instanceof PersistenceException
                    || cause instanceof TransactionalException) {
                  throw new StoreException(
                      type.getSimpleName() + "." + method.getName() + codes(cause), cause);
                }
                throw cause == null ? e : cause;
              }
            });
    return type.cast(view);
  }

  /** What the driver's exception is, but not what it says: it quotes values. */
  private static String codes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return " failed with SQLSTATE " + sql.getSQLState() + ", error " + sql.getErrorCode();
      }
    }
    return " failed";
  }
}
