package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./keyturn identity new}: makes what {@code keyturn.identity.file} names. */
@Command(
    name = "new",
    description =
        "Make a tunnel identity (Ed25519, PKCS#8 in PEM, readable by its owner only) and print its"
            + " fingerprint, and the same in six words.",
    mixinStandardHelpOptions = true)
final class IdentityNewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Must not exist: no identity is overwritten.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException, StartException {
    if (Files.exists(file)) {
      throw new StartException(
          file + " exists already: whoever replaces an identity alarms every client.");
    }
    try (SigningKey key = SigningKey.generateEd25519(new SecureRandom())) {
      PrivateFile.write(file, key.toPkcs8Pem());
      Fingerprint fingerprint = key.fingerprint();
      System.out.println(fingerprint);
      System.out.println(String.join(" ", fingerprint.words()));
    }
    return 0;
  }
}
