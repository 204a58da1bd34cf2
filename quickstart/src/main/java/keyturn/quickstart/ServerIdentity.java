package keyturn.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SigningKey;

/**
 * The tunnel identity of this server (docs/spec/tunnel.md), made on the first start.
 *
 * @param file PKCS#8 PEM with the Ed25519 private key
 * @param fingerprint what clients pin
 */
record ServerIdentity(Path file, Fingerprint fingerprint) {

  static ServerIdentity in(Path folder, SecureRandom random) throws IOException, StartException {
    Path file = folder.resolve("identity.pem");
    if (!Files.exists(file)) {
      try (SigningKey key = SigningKey.generateEd25519(random)) {
        PrivateFile.write(file, key.toPkcs8Pem());
      }
    }
    try (SigningKey key = SigningKey.ofPkcs8Pem(Files.readString(file))) {
      return new ServerIdentity(file, key.fingerprint());
    } catch (InvalidKeyException e) {
      throw new StartException(
          "The server's identity key %s is damaged: restore it from a backup; without it every client must trust the server anew."
              .formatted(file),
          e);
    }
  }
}
