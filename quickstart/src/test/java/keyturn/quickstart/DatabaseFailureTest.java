package keyturn.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database's programs really said where something of the system was missing. */
class DatabaseFailureTest {
  @TempDir Path folder;

  /** Each was taken away from Debian 12, one by one, and this is what came. */
  @ParameterizedTest
  @CsvSource({
    "libcrypt.so.1, libcrypt1",
    "libsystemd.so.0, libsystemd0",
    "libstdc++.so.6, libstdc++6",
    "libgcc_s.so.1, libgcc-s1",
    "libcap.so.2, libcap2",
    "libgcrypt.so.20, libgcrypt20",
    "liblzma.so.5, liblzma5",
    "libzstd.so.1, libzstd1",
    "liblz4.so.1, liblz4-1",
    "libgpg-error.so.0, libgpg-error0"
  })
  void aMissingLibraryIsNamedWithItsPackage(String library, String packageName) throws Exception {
    String told =
        told(
            "bin/mariadbd: error while loading shared libraries: "
                + library
                + ": cannot open shared object file: No such file or directory");
    assertTrue(told.contains("the library " + library), told);
    assertTrue(told.contains("apt install " + packageName + ")"), told);
    assertTrue(told.contains("--database URL"), told);
  }

  @Test
  void aSystemThatIsTooOldIsToldAsSuch() throws Exception {
    String told =
        told("bin/mariadbd: /lib64/libc.so.6: version `GLIBC_2.28' not found (required by bin/m)");
    assertTrue(told.contains("needs GLIBC_2.28, and /lib64/libc.so.6"), told);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProgramThatTheSystemDoesNotRunIsToldInOneLine() throws Exception {
    Path program = Files.writeString(folder.resolve("mariadbd"), "not a program");
    IOException refused =
        assertThrows(IOException.class, () -> new ProcessBuilder(program.toString()).start());
    String told = String.valueOf(DatabaseFailure.cannotRun(program, refused).getMessage());
    assertEquals(1, told.lines().count());
    assertTrue(told.contains(program + " (Permission denied)"), told);
  }

  private String told(String log) throws IOException {
    Path file = Files.writeString(folder.resolve("database.log"), log + "\n");
    String told = String.valueOf(DatabaseFailure.explain(file, 0).getMessage());
    assertEquals(1, told.lines().count());
    return told;
  }
}
