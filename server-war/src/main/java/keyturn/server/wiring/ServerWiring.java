package keyturn.server.wiring;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import keyturn.protocol.tunnel.TunnelIdentity;
import keyturn.server.StartRefusal;
import keyturn.server.StoreException;
import keyturn.server.account.AccountStore;
import keyturn.server.conversation.KeyRing;
import keyturn.server.conversation.KeyRingException;
import keyturn.server.device.DeviceStore;
import keyturn.server.persistence.DatabaseTrouble;
import keyturn.server.persistence.JpaAccountStore;
import keyturn.server.persistence.JpaDeviceStore;
import keyturn.server.persistence.SqlEpochStore;
import keyturn.server.persistence.StoreBoundary;
import keyturn.server.schema.Schema;
import keyturn.server.schema.SchemaException;
import keyturn.server.websocket.BuiltInCertificate;
import keyturn.server.websocket.Connections;
import keyturn.server.websocket.FrontDoor;
import keyturn.server.websocket.Origins;
import keyturn.server.websocket.Proxies;
import keyturn.server.websocket.UpgradeRules;
import keyturn.server.wiring.StartProgress.Step;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Starts the server with the WAR and stops it with it: configuration, database, schema, key ring,
 * identity, and only then is anybody let in. A start that must not succeed leaves the door closed
 * and says why, once; a database that is merely away is waited for.
 */
@ApplicationScoped
public class ServerWiring {
  private static final Logger LOG = System.getLogger(ServerWiring.class.getName());
  private static final int RETRY_SECONDS = 2;

  private final FrontDoor door = new FrontDoor();
  private final StartProgress progress = new StartProgress();
  private final UpgradeRules rules = new UpgradeRules();
  private final BuiltInCertificate certificate = BuiltInCertificate.in(System.getProperties());

  @Resource(lookup = KeyturnDatabase.JNDI_NAME)
  private DataSource database;

  @Resource private ManagedThreadFactory threadFactory;

  private volatile @Nullable RunningServer server;
  private volatile @Nullable Thread starter;

  /** For the container's proxy. */
  protected ServerWiring() {}

  void onDeployment(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      Config settings,
      JpaAccountStore accounts,
      JpaDeviceStore devices) {
    // On a thread of its own: what comes now may wait for the database.
    Thread thread =
        threadFactory.newThread(
            () ->
                start(
                    settings,
                    StoreBoundary.around(AccountStore.class, accounts),
                    StoreBoundary.around(DeviceStore.class, devices)));
    starter = thread;
    thread.start();
  }

  private void start(Config settings, AccountStore accounts, DeviceStore devices) {
    try {
      ServerConfig config = ServerConfig.of(settings);
      LOG.log(Level.INFO, "event=starting {0}", config);
      rules.set(new Origins(config.origins()), new Proxies(config.proxies()));
      KeyRing ring = awaitDatabase(config);
      progress.reached(Step.IDENTITY);
      TunnelIdentity identity =
          IdentityFile.read(config.identityFile(), config.identityCertificate());
      RunningServer running =
          new ServerAssembly(config, database, accounts, devices, threadFactory)
              .start(door, ring, identity);
      server = running;
      progress.watchedBy(running::databaseAnswers);
      progress.reached(Step.ACCEPTING);
      LOG.log(Level.INFO, "event=accepting fingerprint={0}", identity.presented().fingerprint());
    } catch (StartRefusedException
        | SchemaException
        | KeyRingException
        | IllegalArgumentException e) {
      StartRefusal.tell(
          progress.step().title(),
          String.valueOf(e.getMessage()),
          StartRefusal.Then.of(
              settings.getOptionalValue(StartRefusal.EXIT_SETTING, String.class).orElse("")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Schema and key ring, as soon as the database answers. */
  private KeyRing awaitDatabase(ServerConfig config) throws SchemaException, InterruptedException {
    DatabaseTrouble trouble = new DatabaseTrouble(RETRY_SECONDS);
    while (true) {
      progress.reached(Step.DATABASE);
      try (Connection connection = database.getConnection()) {
        progress.reached(Step.SCHEMA);
        Schema.bringUpToDate(connection, config.whenSchemaIsBehind())
            .forEach(script -> LOG.log(Level.INFO, "event=applied script={0}", script));
        progress.reached(Step.KEY_RING);
        return KeyRing.open(
            config.keyRingFile(), new SqlEpochStore(database).keyRingUse(), new SecureRandom());
      } catch (SQLException | StoreException e) {
        trouble.met(e);
      }
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
    }
  }

  @PreDestroy
  void stop() {
    Thread starting = starter;
    if (starting != null) {
      starting.interrupt();
    }
    progress.reached(Step.STOPPED);
    door.close();
    RunningServer running = server;
    if (running != null) {
      running.stop();
    }
  }

  @Produces
  FrontDoor door() {
    return door;
  }

  @Produces
  StartProgress progress() {
    return progress;
  }

  @Produces
  UpgradeRules rules() {
    return rules;
  }

  /** Nobody asks before the door is open. */
  @Produces
  Connections connections() {
    RunningServer running = server;
    if (running == null) {
      throw new IllegalStateException("the server has not started");
    }
    return running.connections();
  }

  @Produces
  BuiltInCertificate certificate() {
    return certificate;
  }
}
