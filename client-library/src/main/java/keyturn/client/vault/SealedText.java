package keyturn.client.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.SealedBox;
import keyturn.crypto.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * Texts and tokens in the vault: AES-256-GCM below H2's unauthenticated file encryption, bound to
 * the place where they stand.
 */
final class SealedText implements AutoCloseable {
  static final int SCHEMA = 1;

  private final SecretBytes key;
  private final SecureRandom random;

  SealedText(SecretBytes key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  byte @Nullable [] seal(VaultMessage message) {
    return message
        .text()
        .map(
            text ->
                SealedBox.seal(key, place(message), text.getBytes(StandardCharsets.UTF_8), random)
                    .toArray())
        .orElse(null);
  }

  /** The same message with its text, or as unreadable if somebody has changed the file. */
  VaultMessage open(VaultMessage row, byte @Nullable [] sealed) {
    if (sealed == null) {
      return row;
    }
    try {
      byte[] text = SealedBox.open(key, place(row), Bytes.of(sealed));
      return new VaultMessage(
          row.conversation(),
          row.id(),
          row.senderDevice(),
          row.sender(),
          Optional.of(new String(text, StandardCharsets.UTF_8)),
          row.epoch(),
          row.sequence(),
          row.late(),
          row.at(),
          row.status());
    } catch (AuthenticationFailedException e) {
      return row;
    }
  }

  byte[] seal(String place, Bytes secret) {
    return SealedBox.seal(key, named(place), secret.toArray(), random).toArray();
  }

  Bytes open(String place, byte[] sealed) throws AuthenticationFailedException {
    return Bytes.of(SealedBox.open(key, named(place), Bytes.of(sealed)));
  }

  byte[] sealText(String place, String text) {
    return seal(place, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  String openText(String place, byte[] sealed) throws AuthenticationFailedException {
    return new String(open(place, sealed).toArray(), StandardCharsets.UTF_8);
  }

  /** schema u32 || conversation u64 || sender u64 || message id (16). */
  private static byte[] place(VaultMessage message) {
    return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES + message.id().value().length())
        .putInt(SCHEMA)
        .putLong(message.conversation().value())
        .putLong(message.sender().value())
        .put(message.id().value().toArray())
        .array();
  }

  private static byte[] named(String place) {
    return (SCHEMA + " " + place).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    key.close();
  }
}
