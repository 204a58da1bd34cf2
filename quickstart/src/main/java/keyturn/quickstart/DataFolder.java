package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one instance keeps everything: data, keys, logs and what it unpacks.
 *
 * @param path absolute; readable by its owner only
 */
record DataFolder(Path path) {

  /** Makes the folder if needed; from here on this JVM's temporary files lie in it too. */
  static DataFolder open(Path path) throws IOException {
    DataFolder folder = new DataFolder(path.toAbsolutePath().normalize());
    PrivateFile.createFolder(folder.path);
    PrivateFile.createFolder(folder.temporary());
    System.setProperty("java.io.tmpdir", folder.temporary().toString());
    return folder;
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path databasePrograms() {
    return path.resolve("database-programs");
  }

  Path database() {
    return path.resolve("database");
  }

  Path payara() {
    return path.resolve("payara");
  }

  /** Keys of the server: to be backed up together with the database. */
  Path keys() {
    return path.resolve("keys");
  }

  Path desktop() {
    return path.resolve("desktop");
  }

  Path echo() {
    return path.resolve("echo");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  /** Whether the database's programs are still to be unpacked here. */
  boolean isNew() {
    return !Files.exists(databasePrograms());
  }
}
