package keyturn.protocol.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.Mutations;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.message.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PayloadCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SecretBytes SECRET = SecretBytes.random(32, RANDOM);
  private static final ConversationId CONVERSATION = new ConversationId(1);
  private static final DeviceId ALICE = new DeviceId(2);
  private static final ConnectionId CONNECTION = ConnectionId.random(RANDOM);
  private static final MessageId ID = MessageId.random(RANDOM);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void opensWhatTheOtherSideSealed(CipherSuite suite) throws Exception {
    try (PayloadCipher ours = cipher(suite);
        PayloadCipher theirs = cipher(suite)) {
      for (int length : new int[] {0, 1, 15, 16, 17, 31, 32, 33, 4096, ours.maxPlaintextBytes()}) {
        byte[] plaintext = new byte[length];
        RANDOM.nextBytes(plaintext);
        Bytes sealed = ours.seal(length + 1, ID, plaintext);

        assertTrue(sealed.length() <= Limits.MAX_SEALED_BYTES);
        assertArrayEquals(plaintext, theirs.open(length + 1, ID, sealed));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void longestTextFits(CipherSuite suite) throws Exception {
    Content content = new Content("x".repeat(Limits.MAX_TEXT_BYTES));
    try (PayloadCipher cipher = cipher(suite)) {
      Bytes sealed = cipher.seal(1, ID, content.encode());

      assertEquals(content, Content.decode(cipher.open(1, ID, sealed)));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void everyMutationFailsAndTheOriginalStillOpens(CipherSuite suite) throws Exception {
    byte[] plaintext = new Content("attack at dawn, all of you").encode();
    try (PayloadCipher ours = cipher(suite);
        PayloadCipher theirs = cipher(suite)) {
      Bytes sealed = ours.seal(1, ID, plaintext);
      for (byte[] mutation : Mutations.of(sealed.toArray())) {
        assertFails(theirs, 1, ID, Bytes.of(mutation));
      }
      assertArrayEquals(plaintext, theirs.open(1, ID, sealed));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void opensInItsOwnPlaceOnly(CipherSuite suite) {
    ConnectionId reconnected = ConnectionId.random(RANDOM);
    try (PayloadCipher ours = cipher(suite)) {
      Bytes sealed = ours.seal(1, ID, new byte[40]);

      assertFails(ours, 2, ID, sealed);
      assertFails(ours, 1L + (1L << 32), ID, sealed);
      assertFails(ours, 1, MessageId.random(RANDOM), sealed);
      assertFailsIn(suite, new ConversationId(2), 1, ALICE, CONNECTION, sealed);
      assertFailsIn(suite, CONVERSATION, 2, ALICE, CONNECTION, sealed);
      assertFailsIn(suite, CONVERSATION, 1, new DeviceId(3), CONNECTION, sealed);
      assertFailsIn(suite, CONVERSATION, 1, ALICE, reconnected, sealed);
      for (CipherSuite other : CipherSuite.values()) {
        if (other != suite && other != CipherSuite.CHACHA20_POLY1305) {
          assertFailsIn(other, CONVERSATION, 1, ALICE, CONNECTION, sealed);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void opensUnderItsOwnCounterOnly(CipherSuite suite) {
    try (PayloadCipher ours = cipher(suite)) {
      Bytes sealed = ours.seal(7, ID, new byte[40]);
      for (long counter : new long[] {1, 6, 8, 7 + (1L << 32), 7L << 32, Long.MAX_VALUE}) {
        assertFails(ours, counter, ID, sealed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void opensUnderTheSameEpochKeyOnly(CipherSuite suite) {
    try (PayloadCipher ours = cipher(suite);
        EpochKey other = EpochKey.random(CONVERSATION, 1, suite, RANDOM);
        PayloadCipher theirs = PayloadCipher.of(other, ALICE, CONNECTION, RANDOM)) {
      assertFails(theirs, 1, ID, ours.seal(1, ID, new byte[40]));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void refusesACounterThatDoesNotRise(CipherSuite suite) {
    try (PayloadCipher cipher = cipher(suite)) {
      assertThrows(IllegalArgumentException.class, () -> cipher.seal(0, ID, new byte[1]));
      assertThrows(IllegalArgumentException.class, () -> cipher.seal(-1, ID, new byte[1]));
      Bytes unused = cipher.seal(5, ID, new byte[1]);
      assertTrue(unused.length() > 1);
      assertThrows(IllegalStateException.class, () -> cipher.seal(5, ID, new byte[1]));
      assertThrows(IllegalStateException.class, () -> cipher.seal(4, ID, new byte[1]));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void refusesWhatWouldNotFitOneMessage(CipherSuite suite) {
    try (PayloadCipher cipher = cipher(suite)) {
      byte[] tooLong = new byte[cipher.maxPlaintextBytes() + 1];
      assertThrows(IllegalArgumentException.class, () -> cipher.seal(1, ID, tooLong));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void sealsAndOpensNothingOnceClosed(CipherSuite suite) {
    PayloadCipher cipher = cipher(suite);
    Bytes sealed = cipher.seal(1, ID, new byte[1]);
    cipher.close();

    assertThrows(IllegalStateException.class, () -> cipher.seal(2, ID, new byte[1]));
    assertThrows(IllegalStateException.class, () -> cipher.open(1, ID, sealed));
  }

  /**
   * Two devices, each reconnecting, in two conversations over several epochs: no (key, nonce) pair
   * twice, though every connection counts from 1.
   */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void noKeyMeetsANonceTwiceAcrossReconnects(CipherSuite suite) {
    Set<String> pairs = new HashSet<>();
    Set<String> keys = new HashSet<>();
    int messages = 0;
    for (EpochKey epoch : epochs(suite)) {
      for (long device = 1; device <= 2; device++) {
        for (int reconnect = 0; reconnect < 3; reconnect++) {
          ConnectionId connection = ConnectionId.random(RANDOM);
          for (long counter = 1; counter <= 10; counter++) {
            String key = key(epoch, new DeviceId(device), connection, counter);
            keys.add(key);
            pairs.add(key + "/" + counter);
            messages++;
          }
        }
      }
      epoch.close();
    }
    assertEquals(messages, pairs.size());
    assertEquals(suite.compatibility() ? messages : messages / 10, keys.size());
  }

  @Test
  void tunnelSuiteIsNotForConversations() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EpochKey.random(CONVERSATION, 1, CipherSuite.CHACHA20_POLY1305, RANDOM));
  }

  @Test
  void sameTextTwiceIsSealedDifferently() {
    try (PayloadCipher cipher = cipher(CipherSuite.KEYED_HASH_HS256)) {
      Bytes first = cipher.seal(1, ID, new byte[64]);
      Bytes second = cipher.seal(2, ID, new byte[64]);

      assertNotEquals(first.slice(32, 96), second.slice(32, 96));
    }
  }

  private static List<EpochKey> epochs(CipherSuite suite) {
    List<EpochKey> epochs = new ArrayList<>();
    for (long conversation = 1; conversation <= 2; conversation++) {
      for (long number = 1; number <= 3; number++) {
        // One secret for all: the place alone must tell the keys apart.
        epochs.add(new EpochKey(new ConversationId(conversation), number, suite, SECRET.copy()));
      }
    }
    return epochs;
  }

  private static String key(
      EpochKey epoch, DeviceId device, ConnectionId connection, long counter) {
    try (PayloadKeys keys = new PayloadKeys(epoch, device, connection);
        SecretBytes key =
            epoch.suite().compatibility() ? keys.forMessage(counter) : keys.forConnection()) {
      return key.use(bytes -> Bytes.of(bytes).toHex());
    }
  }

  private static void assertFailsIn(
      CipherSuite suite,
      ConversationId conversation,
      long number,
      DeviceId device,
      ConnectionId connection,
      Bytes sealed) {
    try (EpochKey epoch = new EpochKey(conversation, number, suite, SECRET.copy());
        PayloadCipher cipher = PayloadCipher.of(epoch, device, connection, RANDOM)) {
      assertFails(cipher, 1, ID, sealed);
    }
  }

  private static void assertFails(PayloadCipher cipher, long counter, MessageId id, Bytes sealed) {
    assertThrows(AuthenticationFailedException.class, () -> cipher.open(counter, id, sealed));
  }

  /** Under one secret and in one place; the epoch key is closed at once, as a caller may. */
  private static PayloadCipher cipher(CipherSuite suite) {
    try (EpochKey epoch = new EpochKey(CONVERSATION, 1, suite, SECRET.copy())) {
      assertEquals(EpochSecret.LENGTH_BYTES, epoch.secret().length());
      return PayloadCipher.of(epoch, ALICE, CONNECTION, RANDOM);
    }
  }
}
