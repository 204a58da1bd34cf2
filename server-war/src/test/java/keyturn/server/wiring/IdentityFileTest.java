package keyturn.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {
  private static final SigningKey KEY = SigningKey.generateEd25519(new SecureRandom());
  @TempDir private Path folder;

  @Test
  void readsTheKeyThatTheQuickStartMakes() throws IOException, StartRefusedException {
    Path file = write("id.pem", KEY.toPkcs8Pem());
    assertEquals(
        KEY.fingerprint(), IdentityFile.read(file, Optional.empty()).presented().fingerprint());
  }

  @Test
  void namesTheSettingWhereTheFileIsMissing() {
    assertRefused(folder.resolve("none.pem"), Optional.empty(), "keyturn.identity.file");
  }

  @Test
  void namesTheSettingWhereTheFileIsNoKey() throws IOException {
    assertRefused(write("id.pem", "hello"), Optional.empty(), "keyturn.identity.file");
  }

  @Test
  void neverRepeatsWhatIsInTheFile() throws IOException {
    String damaged = KEY.toPkcs8Pem().replace("PRIVATE KEY", "PUBLIC KEY");
    StartRefusedException refused =
        assertThrows(
            StartRefusedException.class,
            () -> IdentityFile.read(write("id.pem", damaged), Optional.empty()));
    String secret = damaged.lines().skip(1).findFirst().orElseThrow();
    assertTrue(!String.valueOf(refused.getMessage()).contains(secret));
  }

  @Test
  void namesTheSettingWhereTheCertificateIsNone() throws IOException {
    Path key = write("id.pem", KEY.toPkcs8Pem());
    assertRefused(
        key,
        Optional.of(write("chain.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n")),
        "keyturn.identity.certificate");
  }

  private static void assertRefused(Path key, Optional<Path> certificates, String setting) {
    StartRefusedException refused =
        assertThrows(StartRefusedException.class, () -> IdentityFile.read(key, certificates));
    assertTrue(String.valueOf(refused.getMessage()).contains(setting));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
