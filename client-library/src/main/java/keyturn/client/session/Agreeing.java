package keyturn.client.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.client.Trouble;
import keyturn.client.vault.Numbering;
import keyturn.client.vault.ServerReturn;
import keyturn.client.vault.ServerReturn.Fate;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultConversation;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultPlace;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.Have;
import keyturn.protocol.message.ClientMessage.Place;
import keyturn.protocol.message.Limits;
import keyturn.protocol.message.ServerMessage.Agreed;
import keyturn.protocol.message.ServerMessage.Agreement;
import keyturn.protocol.message.ServerMessage.ConversationState;

/**
 * Finds out, at every sign-in and before anything else, whether the server still has what this
 * device has (docs/spec/messages.md#agreement). If it came back from an older backup, what it lost
 * is sent again, and what it will number anew gets other numbers here. On the client loop.
 */
final class Agreeing {
  /** What the vault has of a conversation, at the start. */
  private record Held(long newest, Optional<VaultPlace> asked) {}

  private final Desk desk;
  private final Self self;
  private final Sending sending;
  private final Runnable then;
  private final Map<ConversationId, Held> held = new TreeMap<>();
  private final Map<ConversationId, Fork> forks = new LinkedHashMap<>();
  private final List<ConversationId> toSearch = new ArrayList<>();
  private final List<ConversationId> lost = new ArrayList<>();
  private int unanswered;
  private boolean over;

  /**
   * @param then called once, when both agree; not if {@link #giveUp} came before
   */
  Agreeing(Desk desk, Self self, Sending sending, Runnable then) {
    this.desk = desk;
    this.self = self;
    this.sending = sending;
    this.then = then;
  }

  void start() {
    Map<ConversationId, Numbering> numberings = new HashMap<>();
    desk.conversations.forEach((id, one) -> numberings.put(id, one.numbering));
    desk.withVault(vault -> read(vault, numberings), this::ask, failure -> desk.vaultFailed());
  }

  private static Map<ConversationId, Held> read(
      Vault vault, Map<ConversationId, Numbering> numberings) {
    Map<ConversationId, Held> all = new TreeMap<>();
    numberings.forEach(
        (id, numbering) -> {
          long newest = vault.newest(id, 0, Long.MAX_VALUE).map(VaultPlace::sequence).orElse(0L);
          Optional<VaultPlace> asked =
              numbering.ranges().stream()
                  .flatMap(range -> vault.newest(id, range.above(), range.upTo()).stream())
                  .findFirst()
                  .map(place -> atServer(numbering, place));
          all.put(id, new Held(newest, asked));
        });
    return all;
  }

  private static VaultPlace atServer(Numbering numbering, VaultPlace place) {
    return new VaultPlace(numbering.server(place.sequence()), place.id());
  }

  private void ask(Map<ConversationId, Held> found) {
    if (over) {
      return;
    }
    held.putAll(found);
    Map<ConversationId, List<VaultPlace>> newest = new LinkedHashMap<>();
    held.forEach((id, its) -> its.asked().ifPresent(place -> newest.put(id, List.of(place))));
    send(newest);
  }

  private void send(Map<ConversationId, List<VaultPlace>> questions) {
    List<Place> next = new ArrayList<>();
    for (Map.Entry<ConversationId, List<VaultPlace>> question : questions.entrySet()) {
      if (next.size() + question.getValue().size() > Limits.MAX_LIST) {
        desk.tell(new Have(next));
        next = new ArrayList<>();
      }
      for (VaultPlace place : question.getValue()) {
        next.add(new Place(question.getKey(), place.sequence(), place.id()));
      }
    }
    unanswered = questions.size();
    if (next.isEmpty()) {
      settle();
    } else {
      desk.tell(new Have(next));
    }
  }

  void on(Agreed message) {
    for (Agreement agreement : message.conversations()) {
      if (!held.containsKey(agreement.conversation()) || unanswered == 0) {
        desk.broken("an answer to no question");
        return;
      }
      unanswered--;
      hear(agreement.conversation(), agreement.sequence());
    }
    if (unanswered == 0) {
      search();
    }
  }

  private void hear(ConversationId id, Optional<Long> sequence) {
    Fork fork = forks.get(id);
    if (sequence.isEmpty()) {
      forks.remove(id);
      lost.add(id);
    } else if (fork != null) {
      fork.answered(sequence.get());
    } else if (sequence.get() < of(id).asked().orElseThrow().sequence()) {
      toSearch.add(id);
    }
  }

  /** Begins to search what has turned out to differ, then goes on with what is not found yet. */
  private void search() {
    if (toSearch.isEmpty()) {
      narrow();
      return;
    }
    Map<ConversationId, Numbering> numberings = new LinkedHashMap<>();
    toSearch.forEach(id -> numberings.put(id, one(id).numbering));
    toSearch.clear();
    desk.withVault(
        vault -> {
          Map<ConversationId, List<VaultPlace>> all = new LinkedHashMap<>();
          numberings.forEach((id, numbering) -> all.put(id, places(vault, id, numbering)));
          return all;
        },
        all -> {
          all.forEach((id, places) -> forks.put(id, new Fork(places)));
          narrow();
        },
        failure -> desk.vaultFailed());
  }

  private static List<VaultPlace> places(Vault vault, ConversationId id, Numbering numbering) {
    List<VaultPlace> all = new ArrayList<>();
    numbering
        .ranges()
        .forEach(range -> all.addAll(0, vault.places(id, range.above(), range.upTo())));
    return all.stream().map(place -> atServer(numbering, place)).toList();
  }

  private void narrow() {
    if (over) {
      return;
    }
    Map<ConversationId, List<VaultPlace>> next = new LinkedHashMap<>();
    forks.forEach(
        (id, fork) -> {
          if (!fork.isFound()) {
            next.put(id, fork.next());
          }
        });
    send(next);
  }

  /** Everything has been found: the vault takes it up in one go for each conversation. */
  private void settle() {
    held.forEach((id, its) -> one(id).forgetBeyond(its.newest()));
    List<ServerReturn> returns = new ArrayList<>();
    forks.forEach((id, fork) -> returns.add(returned(one(id), fork)));
    lost.forEach(id -> returns.add(lost(one(id))));
    desk.withVault(
        vault -> {
          Map<ConversationId, List<VaultMessage>> changed = new LinkedHashMap<>();
          returns.forEach(
              news -> changed.put(news.conversation().id(), vault.serverReturned(news)));
          return changed;
        },
        changed -> {
          returns.forEach(this::apply);
          changed.forEach(this::tell);
          if (!over) {
            over = true;
            then.run();
          }
        },
        failure -> desk.vaultFailed());
  }

  /** The vault has it: so do we. Also if the connection has ended meanwhile. */
  private void apply(ServerReturn news) {
    Conversation conversation = one(news.conversation().id());
    conversation.state = news.conversation().state();
    conversation.number(news.numbering());
  }

  private ServerReturn returned(Conversation conversation, Fork fork) {
    long newest = of(conversation.id).newest();
    long agreed = conversation.numbering.local(fork.sequence());
    VaultConversation stored = conversation.toStore();
    boolean complete = stored.delivered().orElse(0) >= agreed;
    return news(
        conversation,
        complete ? stored.deliveredUpTo(newest) : stored,
        conversation.numbering.returned(fork.sequence(), newest),
        agreed);
  }

  private ServerReturn lost(Conversation conversation) {
    return news(conversation, conversation.toStore().ended(), conversation.numbering, 0);
  }

  private ServerReturn news(
      Conversation conversation, VaultConversation stored, Numbering numbering, long agreed) {
    boolean ended = stored.state() == ConversationState.ENDED;
    return new ServerReturn(
        stored,
        numbering,
        agreed,
        self.user(),
        self.device(),
        ended ? Fate.MARKED : Fate.SENT_AGAIN,
        conversation.deliveredUpTo(self.user()));
  }

  private void tell(ConversationId id, List<VaultMessage> changed) {
    Conversation conversation = one(id);
    List<VaultMessage> waiting =
        changed.stream()
            .filter(message -> message.status() == VaultMessage.Status.WAITING)
            .toList();
    sending.again(conversation, waiting);
    desk.show(conversation, changed);
    boolean known = !lost.contains(id);
    desk.emit((known ? Trouble.SERVER_RESTORED : Trouble.CONVERSATION_LOST).problem(id));
  }

  private Conversation one(ConversationId id) {
    return desk.conversation(id).orElseThrow();
  }

  private Held of(ConversationId id) {
    return Optional.ofNullable(held.get(id)).orElseThrow();
  }

  /** The connection is gone; the next one asks anew. */
  void giveUp() {
    over = true;
  }
}
