package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInCertificateTest {
  @TempDir private Path folder;

  @Test
  void isNotInUseWhereNoKeyStoreIsNamed() {
    assertFalse(BuiltInCertificate.in(new Properties()).isInUse());
  }

  @Test
  void isNotInUseWhereTheKeyStoreIsNotThere() {
    assertFalse(BuiltInCertificate.in(naming(folder.resolve("none.p12"))).isInUse());
  }

  @Test
  void isNotInUseWhereTheKeyStoreOpensWithAnotherPasswordOrNotAtAll() throws IOException {
    Path store = Files.write(folder.resolve("own.p12"), new byte[] {1, 2, 3});
    assertFalse(BuiltInCertificate.in(naming(store)).isInUse());
  }

  private static Properties naming(Path store) {
    Properties properties = new Properties();
    properties.setProperty("javax.net.ssl.keyStore", store.toString());
    return properties;
  }
}
