package keyturn.server.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import keyturn.server.account.AccountStore;
import keyturn.server.device.DeviceStore;

/**
 * The JPA stores with the product's own {@code persistence.xml}, outside Payara: each call gets an
 * entity manager and a transaction, as {@code @Transactional} gives it there.
 */
public final class TestStores implements AutoCloseable {
  private final EntityManagerFactory factory;

  public TestStores(DataSource database) {
    Map<String, Object> outsidePayara = new HashMap<>();
    outsidePayara.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    outsidePayara.put("jakarta.persistence.jtaDataSource", "");
    outsidePayara.put("jakarta.persistence.nonJtaDataSource", database);
    outsidePayara.put("eclipselink.session-name", "test-" + System.identityHashCode(database));
    factory = Persistence.createEntityManagerFactory("keyturn", outsidePayara);
  }

  public AccountStore accounts() {
    return StoreBoundary.around(
        AccountStore.class, transactional(AccountStore.class, JpaAccountStore::new));
  }

  public DeviceStore devices() {
    return StoreBoundary.around(
        DeviceStore.class, transactional(DeviceStore.class, JpaDeviceStore::new));
  }

  @Override
  public void close() {
    factory.close();
  }

  private <T> T transactional(Class<T> type, Function<EntityManager, T> store) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              EntityManager entities = factory.createEntityManager();
              try {
                entities.getTransaction().begin();
                Object result = method.invoke(store.apply(entities), arguments);
                entities.getTransaction().commit();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? new PersistenceException(e) : e.getCause();
              } finally {
                if (entities.getTransaction().isActive()) {
                  entities.getTransaction().rollback();
                }
                entities.close();
              }
            });
    return type.cast(proxy);
  }
}
