package keyturn.it;

import java.util.Optional;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.AcceptedSend;

/** What a {@link RawClient} says and hears about sending. */
final class Talks {
  private Talks() {}

  static MessageId id() {
    return MessageId.random(ServerUnderTest.RANDOM);
  }

  static ServerMessage.Conversation open(RawClient client, String with) {
    client.send(new ClientMessage.OpenConversation(1, with, Optional.of(CipherSuite.AES_256_GCM)));
    return client.inbox().await(ServerMessage.Conversation.class, one -> one.request() == 1);
  }

  static AcceptedSend accepted(RawClient client, MessageId id) {
    return accepted(client, 0, id);
  }

  /**
   * @param after how many messages that came before do not count
   */
  static AcceptedSend accepted(RawClient client, int after, MessageId id) {
    return client
        .inbox()
        .await(ServerMessage.Accepted.class, after, one -> named(one, id).isPresent())
        .sends()
        .stream()
        .filter(send -> send.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static Reason refused(RawClient client, int after, MessageId id) {
    return client
        .inbox()
        .await(ServerMessage.SendRefused.class, after, one -> one.id().equals(id))
        .reason();
  }

  private static Optional<AcceptedSend> named(ServerMessage.Accepted accepted, MessageId id) {
    return accepted.sends().stream().filter(send -> send.id().equals(id)).findFirst();
  }
}
