package keyturn.protocol.supervised;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.Hkdf;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;

/**
 * Derives the keys under which one connection of one device seals in one epoch
 * (docs/spec/supervised.md#payload-keys; HKDF-SHA-256: RFC 5869 without salt).
 *
 * <pre>
 * info = label (28) || suite u16 || conversation u64 || epoch u64 || sender device u64
 *        || connection (16) [ || counter u64 ]
 * label = "keyturn/1 supervised payload"
 * </pre>
 *
 * The counter is there in the compatibility suites, which thereby have one key for each message.
 */
final class PayloadKeys implements AutoCloseable {
  private static final byte[] LABEL =
      "keyturn/1 supervised payload".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_SALT = {};

  private final CipherSuite suite;
  private final SecretBytes prk;
  private final byte[] info;

  PayloadKeys(EpochKey epoch, DeviceId sender, ConnectionId connection) {
    this.suite = epoch.suite();
    this.prk = Hkdf.extract(HashAlgorithm.SHA256, NO_SALT, epoch.secret());
    this.info =
        ByteBuffer.allocate(LABEL.length + Short.BYTES + 3 * Long.BYTES + ConnectionId.LENGTH_BYTES)
            .put(LABEL)
            .putShort((short) suite.code())
            .putLong(epoch.conversation().value())
            .putLong(epoch.number())
            .putLong(sender.value())
            .put(connection.value().toArray())
            .array();
  }

  /** The one key of the connection; the caller closes it. */
  SecretBytes forConnection() {
    return Hkdf.expand(HashAlgorithm.SHA256, prk, info, suite.keyBytes());
  }

  /** The key of the message with this counter; the caller closes it. */
  SecretBytes forMessage(long counter) {
    byte[] withCounter =
        ByteBuffer.allocate(info.length + Long.BYTES).put(info).putLong(counter).array();
    return Hkdf.expand(HashAlgorithm.SHA256, prk, withCounter, suite.keyBytes());
  }

  @Override
  public void close() {
    prk.close();
  }
}
