package keyturn.console;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.client.ClientEvent.KeyChanged;
import keyturn.client.ConversationView;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** The people and conversations that the client has told of, by name as typed. */
final class Roster {
  /** A key and when (nanoseconds) it stops sealing. */
  record Key(KeyChanged event, long endsAtNanos) {}

  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, Presence> presences = new HashMap<>();
  private final Map<ConversationId, ConversationView> conversations = new HashMap<>();
  private final Map<ConversationId, Key> keys = new HashMap<>();

  /** Whether this is news. */
  boolean person(String name, Presence presence) {
    names.put(fold(name), name);
    return presences.put(fold(name), presence) != presence;
  }

  /** What was known before. */
  Optional<ConversationView> conversation(ConversationView view) {
    if (view.state() == ConversationState.ENDED) {
      keys.remove(view.id());
    }
    return Optional.ofNullable(conversations.put(view.id(), view));
  }

  void key(KeyChanged event, long nowNanos) {
    keys.put(event.conversation(), new Key(event, nowNanos + event.validFor().toNanos()));
  }

  Optional<Key> key(ConversationId conversation) {
    return Optional.ofNullable(keys.get(conversation));
  }

  Optional<ConversationView> view(ConversationId conversation) {
    return Optional.ofNullable(conversations.get(conversation));
  }

  Optional<ConversationView> activeWith(String name) {
    return conversations.values().stream()
        .filter(c -> c.state() == ConversationState.ACTIVE && fold(c.with()).equals(fold(name)))
        .findFirst();
  }

  Collection<String> names() {
    return names.values();
  }

  Presence presence(String name) {
    return presences.getOrDefault(fold(name), Presence.OFFLINE);
  }

  static String fold(String name) {
    return java.text.Normalizer.normalize(name.strip(), java.text.Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }
}
