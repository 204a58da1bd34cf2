package keyturn.client.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.Trouble;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;

/** What the user wants for longer than a connection lasts; the server is told again on each. */
final class Wishes {
  private final Consumer<ClientEvent> events;
  private final CurrentStay current;
  private final Map<Long, ClientMessage.OpenConversation> opening = new LinkedHashMap<>();
  private final Set<ConversationId> watched = new LinkedHashSet<>();
  private final RequestNumbers numbers;
  private Optional<Presence> presence = Optional.empty();

  Wishes(Consumer<ClientEvent> events, CurrentStay current, RequestNumbers numbers) {
    this.events = events;
    this.current = current;
    this.numbers = numbers;
  }

  void open(String with, Optional<CipherSuite> suite) {
    current.command(
        stay -> {
          long request = numbers.next();
          try {
            ClientMessage.OpenConversation message =
                new ClientMessage.OpenConversation(request, with, suite);
            opening.put(request, message);
            stay.desk.send(message);
          } catch (IllegalArgumentException e) {
            events.accept(
                new Problem(
                    Trouble.reason(Reason.UNKNOWN_PERSON),
                    Refusals.text(Reason.UNKNOWN_PERSON),
                    Optional.empty(),
                    Optional.of(with)));
          }
        });
  }

  /** Whom the conversation was to be with, if this answers a wish to open one. */
  Optional<String> answered(long request) {
    return Optional.ofNullable(opening.remove(request)).map(ClientMessage.OpenConversation::with);
  }

  void watch(ConversationId id, boolean watching) {
    if (watching ? watched.add(id) : watched.remove(id)) {
      current.ifPresent(stay -> stay.desk.send(new ClientMessage.Watch(id, watching)));
    }
  }

  void setPresence(Presence wanted) {
    presence = Optional.of(wanted);
    current.ifPresent(stay -> stay.desk.send(new ClientMessage.SetPresence(wanted)));
  }

  void repeat(Desk desk) {
    presence.ifPresent(wanted -> desk.send(new ClientMessage.SetPresence(wanted)));
    watched.forEach(id -> desk.send(new ClientMessage.Watch(id, true)));
    opening.values().forEach(desk::send);
  }

  /** How the user wants to be seen outlives the sign-out; the rest ends with it. */
  void signedOut() {
    watched.clear();
    opening.clear();
  }
}
