package keyturn.it;

import java.io.IOException;
import java.nio.file.Path;
import keyturn.quickstart.DatabasePrograms;
import keyturn.quickstart.EmbeddedDatabase;
import keyturn.quickstart.StartException;

/** The database of the quick start. */
final class MariaDatabase implements TestDatabase {
  private final EmbeddedDatabase database;

  MariaDatabase(Path folder, int port) throws IOException, StartException {
    database =
        new EmbeddedDatabase(
            DatabasePrograms.unpackInto(Workplace.shared("database-programs")),
            folder,
            port,
            ServerUnderTest.RANDOM);
  }

  @Override
  public String jdbcUrl() {
    return database.jdbcUrl();
  }

  @Override
  public String user() {
    return database.user();
  }

  @Override
  public String password() {
    return database.password();
  }

  @Override
  public Path dataFolder() {
    return database.dataFolder();
  }

  @Override
  public Path log() {
    return database.log();
  }

  @Override
  public void start() throws IOException, StartException {
    database.start();
  }

  @Override
  public void stop() throws IOException {
    database.stop();
  }

  @Override
  public void kill() throws IOException {
    database.kill();
  }
}
