package keyturn.client.vault;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.Token;

/** Rows to put into vaults. */
final class Messages {
  static final SecureRandom RANDOM = new SecureRandom();
  static final ConversationId TALK = new ConversationId(100);
  static final UserId ALICE = new UserId(1);
  static final UserId BOB = new UserId(2);
  static final DeviceId ALICES_DEVICE = new DeviceId(11);
  static final DeviceId BOBS_DEVICE = new DeviceId(22);
  static final Instant AT = Instant.ofEpochMilli(1_763_640_000_000L);
  static final VaultAccount ACCOUNT =
      new VaultAccount(
          ALICE,
          "alice",
          ALICES_DEVICE,
          new Fingerprint(bytes(32)),
          Optional.of(new Token(bytes(32))));
  static final VaultConversation CONVERSATION =
      new VaultConversation(
          TALK,
          BOB,
          "the-other-person",
          ConversationState.ACTIVE,
          CipherSuite.A256CBC_HS512,
          OptionalLong.of(0),
          0,
          7);
  static final VaultReceipt RECEIPT = new VaultReceipt(TALK, BOB, BOBS_DEVICE, 1, 4, 2);

  private Messages() {}

  static VaultMessage received(long sequence, String text) {
    return new VaultMessage(
        TALK,
        MessageId.random(RANDOM),
        BOBS_DEVICE,
        BOB,
        Optional.of(text),
        1,
        OptionalLong.of(sequence),
        false,
        AT,
        VaultMessage.Status.STORED);
  }

  static VaultMessage waiting(String text) {
    return new VaultMessage(
        TALK,
        MessageId.random(RANDOM),
        ALICES_DEVICE,
        ALICE,
        Optional.of(text),
        0,
        OptionalLong.empty(),
        false,
        AT,
        VaultMessage.Status.WAITING);
  }

  private static Bytes bytes(int length) {
    byte[] value = new byte[length];
    RANDOM.nextBytes(value);
    return Bytes.of(value);
  }
}
