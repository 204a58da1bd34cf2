package keyturn.server.wiring;

import jakarta.annotation.sql.DataSourceDefinition;
import java.sql.Connection;

/**
 * The connection pool {@value #JNDI_NAME}, from the settings {@code keyturn.database.*}. No wait in
 * it is without end: Connector/J itself would wait for ever.
 */
@DataSourceDefinition(
    name = KeyturnDatabase.JNDI_NAME,
    className = "com.mysql.cj.jdbc.MysqlDataSource",
    url = "${MPCONFIG=keyturn.database.url}",
    user = "${MPCONFIG=keyturn.database.user}",
    password = "${MPCONFIG=keyturn.database.password}",
    initialPoolSize = 0,
    minPoolSize = 0,
    maxPoolSize = KeyturnDatabase.MAX_CONNECTIONS,
    maxIdleTime = 300,
    isolationLevel = Connection.TRANSACTION_READ_COMMITTED,
    properties = {
      "connectTimeout=2000",
      "socketTimeout=5000",
      "autoReconnect=false",
      "allowLoadLocalInfile=false",
      "useLocalSessionState=true",
      "rewriteBatchedStatements=true",
      // A batch's statements differ by its size only: their texts are taken apart once.
      "cachePrepStmts=true",
      "prepStmtCacheSize=256",
      "prepStmtCacheSqlLimit=16384",
      // Else the web listener's own certificate is shown to MySQL, which does not know it and hangs
      // up.
      "fallbackToSystemKeyStore=false",
      "fish.payara.max-wait-time-in-millis=2000",
      "fish.payara.pool-resize-quantity=1",
      "fish.payara.fail-all-connections=true",
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.MySQLConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=30"
    })
public final class KeyturnDatabase {
  public static final String JNDI_NAME = "java:app/jdbc/Keyturn";

  /** As many as the threads that use it; more would only queue inside the database. */
  public static final int MAX_CONNECTIONS = 16;

  private KeyturnDatabase() {}
}
