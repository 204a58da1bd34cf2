package keyturn.protocol.codec;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.EpochSecret;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.Token;

/** Messages of every kind, with and without what is optional. */
final class Samples {
  static final ConversationId CONVERSATION = new ConversationId(7);
  static final DeviceId DEVICE = new DeviceId(300);
  static final MessageId MESSAGE_ID =
      new MessageId(Bytes.ofHex("000102030405060708090a0b0c0d0e0f"));
  static final ConnectionId CONNECTION =
      new ConnectionId(Bytes.ofHex("101112131415161718191a1b1c1d1e1f"));
  static final Token TOKEN =
      new Token(Bytes.ofHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"));
  static final Password PASSWORD = new Password("correct horse battery");

  private Samples() {}

  static List<ClientMessage> clientMessages() {
    return List.of(
        new ClientMessage.SignIn("alice", PASSWORD, Optional.empty(), "laptop"),
        new ClientMessage.SignIn("älice", PASSWORD, Optional.of(DEVICE), ""),
        new ClientMessage.Resume(DEVICE, TOKEN),
        new ClientMessage.Register("bob", PASSWORD, Optional.of("invited"), "phone 📱"),
        new ClientMessage.Register("bob", PASSWORD, Optional.empty(), "phone"),
        new ClientMessage.SignOut(),
        new ClientMessage.ChangePassword(PASSWORD, new Password("another one, longer")),
        new ClientMessage.ListDevices(2),
        new ClientMessage.RenameDevice(3, DEVICE, "Küche 🍳"),
        new ClientMessage.RevokeDevice(Long.MAX_VALUE, DEVICE),
        new ClientMessage.SetPresence(Presence.INVISIBLE),
        new ClientMessage.OpenConversation(1, "bob", Optional.empty()),
        new ClientMessage.OpenConversation(
            Long.MAX_VALUE, "bob", Optional.of(CipherSuite.A256CBC_HS512)),
        new ClientMessage.LeaveConversation(CONVERSATION),
        new ClientMessage.Watch(CONVERSATION, true),
        new ClientMessage.Watch(CONVERSATION, false),
        new ClientMessage.NeedKey(CONVERSATION),
        new ClientMessage.Send(CONVERSATION, MESSAGE_ID, 1, 24, 256, Bytes.ofHex("c0ffee")),
        new ClientMessage.Acknowledge(CONVERSATION, 70_000, 65_535),
        new ClientMessage.Have(
            List.of(
                new ClientMessage.Place(CONVERSATION, 13, MESSAGE_ID),
                new ClientMessage.Place(CONVERSATION, 6, new MessageId(CONNECTION.value())),
                new ClientMessage.Place(new ConversationId(8), 1, MESSAGE_ID))));
  }

  static List<ServerMessage> serverMessages() {
    return List.of(
        new ServerMessage.Welcome(RegistrationPolicy.FIRST_LOGIN, 15),
        new ServerMessage.SignedIn(
            new UserId(1),
            "alice",
            DEVICE,
            CONNECTION,
            TOKEN,
            List.of(CipherSuite.AES_256_GCM, CipherSuite.KEYED_HASH_HS256)),
        new ServerMessage.SignInRefused(Reason.TOO_MANY_ATTEMPTS, 30_000),
        new ServerMessage.PasswordChanged(TOKEN),
        new ServerMessage.Devices(
            2,
            List.of(
                new ServerMessage.OwnDevice(
                    DEVICE, "laptop", 1_790_000_000_000L, 1_790_000_000_005L, true),
                new ServerMessage.OwnDevice(
                    new DeviceId(4), "device", 1_790_000_000_000L, 1_790_000_000_000L, false))),
        new ServerMessage.People(List.of()),
        new ServerMessage.People(
            List.of(
                new ServerMessage.Person(new UserId(1), "alice", Presence.AVAILABLE),
                new ServerMessage.Person(new UserId(2), "bob", Presence.OFFLINE))),
        new ServerMessage.Conversation(
            0,
            CONVERSATION,
            ServerMessage.ConversationState.ACTIVE,
            CipherSuite.TDES_CBC_HS256,
            List.of(
                new ServerMessage.Member(new UserId(1), "alice"),
                new ServerMessage.Member(new UserId(2), "bob")),
            12),
        new ServerMessage.ConversationKey(
            CONVERSATION, 3, CipherSuite.AES_128_GCM, new EpochSecret(TOKEN.value()), 29_500),
        new ServerMessage.Accepted(
            List.of(
                new ServerMessage.AcceptedSend(CONVERSATION, MESSAGE_ID, 13, 1_790_000_000_000L))),
        new ServerMessage.SendRefused(CONVERSATION, MESSAGE_ID, 1, Reason.EPOCH_OVER),
        new ServerMessage.Deliver(
            CONVERSATION,
            13,
            MESSAGE_ID,
            new UserId(2),
            DEVICE,
            CONNECTION,
            3,
            256,
            Bytes.ofHex("c0ffee"),
            1_790_000_000_000L,
            121_000),
        new ServerMessage.Receipts(
            List.of(
                new ServerMessage.Receipt(CONVERSATION, new UserId(1), DEVICE, 13, 12),
                new ServerMessage.Receipt(CONVERSATION, new UserId(2), new DeviceId(4), 0, 0))),
        new ServerMessage.Agreed(
            List.of(
                new ServerMessage.Agreement(CONVERSATION, Optional.of(6L)),
                new ServerMessage.Agreement(new ConversationId(8), Optional.of(0L)),
                new ServerMessage.Agreement(new ConversationId(9), Optional.empty()))),
        new ServerMessage.Refused(9, Optional.empty(), Reason.UNKNOWN_PERSON, 0),
        new ServerMessage.Refused(0, Optional.of(CONVERSATION), Reason.TRY_AGAIN, 2_000));
  }
}
