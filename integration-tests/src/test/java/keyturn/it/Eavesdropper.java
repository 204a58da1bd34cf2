package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.Hkdf;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import keyturn.protocol.message.ServerMessage.Deliver;

/**
 * One more device of a member, that is given every key and every payload of its conversation, comes
 * back after each restart, and takes down under which keys and nonces all was sealed.
 */
final class Eavesdropper implements AutoCloseable {
  private final ServerUnderTest server;
  private final NonceLedger records = new NonceLedger();
  private final Map<Long, Deliver> payloads = new TreeMap<>();
  private final Map<Long, ConversationKey> keys = new HashMap<>();
  private RawClient client;

  private Eavesdropper(ServerUnderTest server) {
    this.server = server;
    this.client = RawClient.tapped(server, records::add);
  }

  static Eavesdropper signIn(ServerUnderTest server, String name) {
    Eavesdropper eavesdropper = new Eavesdropper(server);
    eavesdropper.client.send(SigningIn.signIn(name, Person.PASSWORD));
    eavesdropper.client.signedIn();
    return eavesdropper;
  }

  /** Of both directions of its own tunnels, handshakes and refreshes included. */
  NonceLedger records() {
    return records;
  }

  /** The server has been away: what is not acknowledged comes again. */
  void comeBack() {
    takeDown();
    ServerMessage.SignedIn before = client.signedIn();
    client.close();
    client = RawClient.tapped(server, records::add);
    client.send(new ClientMessage.Resume(before.device(), before.next()));
    client.signedIn();
  }

  /** Waits until so many payloads were delivered, all there are, and acknowledges them. */
  void awaitAll(ConversationId conversation, int count) {
    takeDown();
    client
        .inbox()
        .await(
            count + " payloads",
            all -> {
              takeDown();
              return Optional.of(payloads.size()).filter(size -> size >= count);
            });
    assertEquals(count, payloads.size());
    client.send(new ClientMessage.Acknowledge(conversation, count, 0));
  }

  private void takeDown() {
    for (ServerMessage message : client.inbox().all()) {
      if (message instanceof ConversationKey key) {
        ConversationKey known = keys.putIfAbsent(key.epoch(), key);
        assertTrue(known == null || known.key().equals(key.key()), "one key for each epoch");
      } else if (message instanceof Deliver deliver) {
        Deliver before = payloads.putIfAbsent(deliver.sequence(), deliver);
        assertTrue(
            before == null || before.sealed().equals(deliver.sealed()),
            "what comes again is the same");
      }
    }
  }

  /**
   * Derives the key and nonce of each payload that {@code clients} sealed
   * (docs/spec/supervised.md#payload-keys); that those are the real ones is shown by opening what
   * was delivered with nothing but the JDK.
   */
  NonceLedger payloads(Transmissions... clients) throws GeneralSecurityException {
    NonceLedger ledger = new NonceLedger();
    for (Transmissions one : clients) {
      for (Transmissions.Payload payload : one.all()) {
        ledger.add(key(payload), nonce(payload));
      }
    }
    for (Deliver deliver : payloads.values()) {
      Transmissions.Payload payload =
          new Transmissions.Payload(
              deliver.epoch(), deliver.senderDevice(), deliver.connection(), deliver.counter());
      assertTrue(ledger.has(key(payload), nonce(payload)), "its sender told of it");
      open(deliver, key(payload), nonce(payload));
    }
    return ledger;
  }

  private static void open(Deliver deliver, Bytes key, Bytes nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key.toArray(), "AES"),
        new GCMParameterSpec(128, nonce.toArray()));
    cipher.updateAAD(
        ByteBuffer.allocate(24)
            .putLong(deliver.counter())
            .put(deliver.id().value().toArray())
            .array());
    cipher.doFinal(deliver.sealed().toArray());
  }

  private static Bytes nonce(Transmissions.Payload payload) {
    return Bytes.of(ByteBuffer.allocate(12).putInt(0).putLong(payload.counter()).array());
  }

  private Bytes key(Transmissions.Payload payload) {
    ConversationKey epoch = keys.get(payload.epoch());
    if (epoch == null) {
      // Refused, and nothing was ever accepted in that epoch: its key is another than all others.
      return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(payload.epoch()).array());
    }
    assertEquals(CipherSuite.AES_256_GCM, epoch.suite());
    byte[] label = "keyturn/1 supervised payload".getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        ByteBuffer.allocate(label.length + 2 + 3 * Long.BYTES + 16)
            .put(label)
            .putShort((short) epoch.suite().code())
            .putLong(epoch.conversation().value())
            .putLong(epoch.epoch())
            .putLong(payload.device().value())
            .put(payload.connection().value().toArray())
            .array();
    try (SecretBytes secret = SecretBytes.copyOf(epoch.key().value().toArray());
        SecretBytes prk = Hkdf.extract(HashAlgorithm.SHA256, new byte[0], secret);
        SecretBytes key = Hkdf.expand(HashAlgorithm.SHA256, prk, info, 32)) {
      return key.use(Bytes::of);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
