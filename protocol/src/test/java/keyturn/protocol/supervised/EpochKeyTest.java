package keyturn.protocol.supervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ServerMessage.ConversationKey;
import org.junit.jupiter.api.Test;

class EpochKeyTest {
  private static final ConversationId CONVERSATION = new ConversationId(1);

  @Test
  void handedOverItIsTheSameKey() {
    try (EpochKey servers =
            EpochKey.random(CONVERSATION, 4, CipherSuite.AES_256_GCM, new SecureRandom());
        EpochKey clients =
            EpochKey.of(
                new ConversationKey(
                    CONVERSATION, 4, CipherSuite.AES_256_GCM, servers.handOver(), 30_000))) {
      assertTrue(servers.secret().equalsSecret(clients.secret()));
      assertEquals(4, clients.number());
    }
  }

  @Test
  void isErasedWhenClosed() {
    EpochKey key = EpochKey.random(CONVERSATION, 1, CipherSuite.AES_256_GCM, new SecureRandom());
    key.close();

    assertTrue(key.secret().isClosed());
    assertThrows(IllegalStateException.class, key::handOver);
  }

  @Test
  void showsNoSecret() {
    Bytes secret = Bytes.ofHex("ab".repeat(32));
    try (EpochKey key =
        new EpochKey(
            CONVERSATION, 1, CipherSuite.AES_256_GCM, SecretBytes.copyOf(secret.toArray()))) {
      assertFalse(key.toString().contains("ab".repeat(4)));
      assertFalse(key.toString().contains("-85"));
      assertEquals("[redacted]", key.handOver().toString());
    }
  }

  @Test
  void refusesAnotherLengthAndNumber() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EpochKey(
                CONVERSATION, 1, CipherSuite.AES_256_GCM, SecretBytes.adopt(new byte[31])));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EpochKey(
                CONVERSATION, 0, CipherSuite.AES_256_GCM, SecretBytes.adopt(new byte[32])));
  }
}
