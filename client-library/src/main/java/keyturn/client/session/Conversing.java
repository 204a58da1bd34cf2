package keyturn.client.session;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import keyturn.client.ClientEvent;
import keyturn.client.vault.VaultConversation;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** How conversations begin, end and get their keys. */
final class Conversing {
  private final Desk desk;
  private final Sending sending;

  Conversing(Desk desk, Sending sending) {
    this.desk = desk;
    this.sending = sending;
  }

  void onConversation(ServerMessage.Conversation message) {
    ServerMessage.Member other =
        message.members().stream()
            .filter(member -> !member.user().equals(desk.self().user()))
            .findFirst()
            .orElse(message.members().get(0));
    Conversation conversation =
        desk.conversations.computeIfAbsent(message.conversation(), id -> begin(message, other));
    if (conversation.suite != message.suite()) {
      desk.broken("a conversation that changed its suite");
      return;
    }
    if (conversation.state == ConversationState.ENDED
        && message.state() == ConversationState.ACTIVE) {
      // Only a server that came back from an older backup can have forgotten it: an end is final.
      desk.send(new ClientMessage.LeaveConversation(conversation.id));
      return;
    }
    conversation.update(message, other);
    desk.save(conversation);
    desk.show(conversation);
    if (message.state() == ConversationState.ENDED) {
      sending.ended(conversation);
    } else {
      sending.pump(conversation);
    }
  }

  private static Conversation begin(
      ServerMessage.Conversation message, ServerMessage.Member other) {
    boolean empty = message.lastSequence() == 0;
    Conversation begun =
        new Conversation(
            new VaultConversation(
                message.conversation(),
                other.user(),
                other.name(),
                message.state(),
                message.suite(),
                empty ? OptionalLong.of(0) : OptionalLong.empty(),
                0,
                message.lastSequence()),
            Set.of());
    begun.begunHere = empty;
    return begun;
  }

  /**
   * @param arrived the loop's time when the message came; its key may have aged since
   */
  void onKey(Conversation conversation, ServerMessage.ConversationKey message, long arrived) {
    boolean fits = message.suite() == conversation.suite && conversation.keys.add(message, arrived);
    if (!fits) {
      desk.broken("a key that does not fit its conversation");
      return;
    }
    if (message.remainingMillis() == 0) {
      return;
    }
    conversation.keyRefused = false;
    if (message.epoch() > conversation.shownEpoch) {
      conversation.shownEpoch = message.epoch();
      desk.emit(
          new ClientEvent.KeyChanged(
              conversation.id,
              conversation.with,
              message.epoch(),
              message.suite(),
              validFor(message, arrived)));
    }
    sending.pump(conversation);
  }

  private Duration validFor(ServerMessage.ConversationKey message, long arrived) {
    Duration waited = Duration.ofNanos(desk.parts.loop().nanoTime() - arrived);
    Duration left = Duration.ofMillis(message.remainingMillis()).minus(waited);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
