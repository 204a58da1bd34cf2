package keyturn.client.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownServersFileTest {
  private static final Fingerprint FIRST = fingerprint();
  private static final Fingerprint SECOND = fingerprint();

  @TempDir Path home;

  private Path file;
  private KnownServersFile known;

  private static Fingerprint fingerprint() {
    try (SigningKey key = SigningKey.generateEd25519(new SecureRandom())) {
      return key.fingerprint();
    }
  }

  @BeforeEach
  void emptyHome() {
    file = home.resolve("deeper").resolve("known-servers");
    known = new KnownServersFile(file);
  }

  @Test
  void nothingIsPinnedInAnEmptyHome() {
    assertEquals(Optional.empty(), known.pinned("localhost:8443"));
  }

  @Test
  void aPinOutlivesTheProgram() {
    known.pin("localhost:8443", FIRST);

    assertEquals(Optional.of(FIRST), new KnownServersFile(file).pinned("localhost:8443"));
  }

  @Test
  void aPinIsOfOneHostAndPort() {
    known.pin("localhost:8443", FIRST);

    assertEquals(Optional.empty(), known.pinned("localhost:84"));
    assertEquals(Optional.empty(), known.pinned("localhost:84430"));
    assertEquals(Optional.empty(), known.pinned("ocalhost:8443"));
  }

  @Test
  void aNewPinReplacesTheOldOneOnly() throws IOException {
    known.pin("localhost:8443", FIRST);
    known.pin("chat.example.org:443", FIRST);
    Files.writeString(file, "# a note of the user\n" + Files.readString(file));

    known.pin("localhost:8443", SECOND);

    assertEquals(Optional.of(SECOND), known.pinned("localhost:8443"));
    assertEquals(Optional.of(FIRST), known.pinned("chat.example.org:443"));
    assertTrue(Files.readString(file).startsWith("# a note of the user\n"));
  }

  @Test
  void aLineThatIsNotUnderstoodIsNoUnknownServer() throws IOException {
    known.pin("localhost:8443", FIRST);
    Files.writeString(file, Files.readString(file).replace("SHA256:", "SHA1:"));

    assertThrows(IllegalStateException.class, () -> known.pinned("localhost:8443"));
  }
}
