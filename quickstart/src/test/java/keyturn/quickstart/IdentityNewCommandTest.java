package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityNewCommandTest {
  @Test
  void makesAKeyThatTheServerReadsAndNeverReplacesOne(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("etc").resolve("identity.pem");
    assertEquals(0, Keyturn.commandLine().execute("identity", "new", file.toString()));
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    }
    String made = Files.readString(file);
    assertEquals(file, ServerIdentity.in(folder.resolve("etc"), new SecureRandom()).file());
    assertEquals(Keyturn.FAILED, Keyturn.commandLine().execute("identity", "new", file.toString()));
    assertEquals(made, Files.readString(file));
  }
}
