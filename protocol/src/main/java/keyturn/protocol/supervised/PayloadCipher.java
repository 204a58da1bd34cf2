package keyturn.protocol.supervised;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SuiteCipher;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Limits;

/**
 * Seals and opens what one connection of one device sends in one epoch
 * (docs/spec/supervised.md#payload). Every member, and the server, can make this cipher: it proves
 * that the payload belongs to conversation, epoch, device, connection, counter and message id, and
 * not who sealed it. Not thread-safe.
 *
 * <p>Authenticated with every payload, in every suite (24 bytes):
 *
 * <pre>
 *  0       8                       24
 *  +-------+-----------------------+
 *  |counter|      message id       |
 *  |  u64  |         (16)          |
 *  +-------+-----------------------+
 * </pre>
 *
 * <p>Everything else is an input of the key ({@link PayloadKeys}). Sealed is ciphertext || tag (16)
 * in AES-GCM, whose nonce is the counter as 96 bits, big-endian; IV || ciphertext || tag with a
 * random IV in the other suites.
 */
public final class PayloadCipher implements AutoCloseable {
  private static final Bytes COUNTER_IS_NONCE = Bytes.of(new byte[12]);

  private final CipherSuite suite;
  private final PayloadKeys keys;
  private final SecureRandom random;
  private final Optional<SuiteCipher> forConnection;
  private long lastSealed;

  private PayloadCipher(CipherSuite suite, PayloadKeys keys, SecureRandom random) {
    this.suite = suite;
    this.keys = keys;
    this.random = random;
    this.forConnection =
        suite.compatibility() ? Optional.empty() : Optional.of(cipher(keys.forConnection()));
  }

  /**
   * The cipher of one connection in one epoch, for either side.
   *
   * @param epoch stays the caller's, who may close it at once
   * @param sender the device that seals, as the server's session knows it
   * @param connection that device's connection, as in {@code SignedIn} and {@code Deliver}
   * @param random draws IVs
   */
  public static PayloadCipher of(
      EpochKey epoch, DeviceId sender, ConnectionId connection, SecureRandom random) {
    return new PayloadCipher(epoch.suite(), new PayloadKeys(epoch, sender, connection), random);
  }

  /** The most that fits {@link Limits#MAX_SEALED_BYTES} in every suite is a longest text's. */
  public int maxPlaintextBytes() {
    return Limits.MAX_SEALED_BYTES - suite.maxOverheadBytes();
  }

  /**
   * Seals one message.
   *
   * @param counter above every counter sealed with before on this connection in this conversation,
   *     in whatever epoch; 1 or more
   * @param plaintext encoded {@link Content}, at most {@link #maxPlaintextBytes}
   * @throws IllegalStateException if {@code counter} is not above the last one sealed with here
   */
  public Bytes seal(long counter, MessageId id, byte[] plaintext) {
    if (plaintext.length > maxPlaintextBytes()) {
      throw new IllegalArgumentException(
          "plaintext: expected at most " + maxPlaintextBytes() + " bytes, got " + plaintext.length);
    }
    byte[] aad = aad(counter, id);
    if (counter <= lastSealed) {
      throw new IllegalStateException("counter " + counter + " after " + lastSealed);
    }
    lastSealed = counter;
    if (forConnection.isPresent()) {
      return Bytes.of(forConnection.get().seal(counter, aad, plaintext));
    }
    try (SuiteCipher once = cipher(keys.forMessage(counter))) {
      return Bytes.of(once.seal(counter, aad, plaintext));
    }
  }

  /**
   * Opening changes nothing: that a counter rises is for the server to see, that a sequence comes
   * once for the client.
   *
   * @throws AuthenticationFailedException whatever is wrong, and then no byte is returned
   */
  public byte[] open(long counter, MessageId id, Bytes sealed)
      throws AuthenticationFailedException {
    byte[] aad = aad(counter, id);
    if (forConnection.isPresent()) {
      return forConnection.get().open(counter, aad, sealed.toArray());
    }
    try (SuiteCipher once = cipher(keys.forMessage(counter))) {
      return once.open(counter, aad, sealed.toArray());
    }
  }

  @Override
  public void close() {
    forConnection.ifPresent(SuiteCipher::close);
    keys.close();
  }

  private SuiteCipher cipher(SecretBytes key) {
    try (key) {
      return SuiteCipher.create(
          suite, key, suite.ivBytes() == 0 ? Bytes.EMPTY : COUNTER_IS_NONCE, random);
    }
  }

  private static byte[] aad(long counter, MessageId id) {
    if (counter <= 0) {
      throw new IllegalArgumentException("counter: expected 1 or more, got " + counter);
    }
    return ByteBuffer.allocate(Long.BYTES + MessageId.LENGTH_BYTES)
        .putLong(counter)
        .put(id.value().toArray())
        .array();
  }
}
