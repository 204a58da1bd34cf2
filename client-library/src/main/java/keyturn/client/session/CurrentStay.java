package keyturn.client.session;

import java.util.Optional;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.Trouble;
import keyturn.protocol.id.ConversationId;

/** The stay there is, if anybody is signed in. */
final class CurrentStay {
  private final Consumer<ClientEvent> events;
  private Optional<Stay> current = Optional.empty();

  CurrentStay(Consumer<ClientEvent> events) {
    this.events = events;
  }

  /** What a command or message about a known conversation does. */
  @FunctionalInterface
  interface InConversation {
    void run(Stay stay, Conversation conversation);
  }

  Optional<Stay> get() {
    return current;
  }

  boolean isOnline() {
    return current.filter(stay -> stay.desk.isOnline()).isPresent();
  }

  void ifPresent(Consumer<Stay> reaction) {
    current.ifPresent(reaction);
  }

  void begin(Stay stay) {
    current = Optional.of(stay);
  }

  /** Closes the desk. */
  void end() {
    current.ifPresent(stay -> stay.desk.close());
    current = Optional.empty();
  }

  /** For a command: the user hears if nobody is signed in. */
  void command(Consumer<Stay> command) {
    current.ifPresentOrElse(command, () -> events.accept(Trouble.NOT_SIGNED_IN.problem()));
  }

  void command(ConversationId id, InConversation command) {
    command(
        stay ->
            stay.desk
                .conversation(id)
                .ifPresentOrElse(
                    conversation -> command.run(stay, conversation),
                    () -> events.accept(Trouble.UNKNOWN_CONVERSATION.problem(id))));
  }

  /** For a message: the server must not speak of a conversation that it did not introduce. */
  void heard(ConversationId id, InConversation reaction) {
    current.ifPresent(
        stay ->
            stay.desk
                .conversation(id)
                .ifPresentOrElse(
                    conversation -> reaction.run(stay, conversation),
                    () -> stay.desk.broken("an unknown conversation")));
  }
}
