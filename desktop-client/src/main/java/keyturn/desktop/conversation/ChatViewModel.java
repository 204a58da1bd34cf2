package keyturn.desktop.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.collections.ObservableList;
import keyturn.client.ConversationView;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Times;
import keyturn.desktop.people.PeopleRow;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** The conversation on show: its messages, what is being written, and what can be done. */
public final class ChatViewModel {
  private static final int PAGE_MESSAGES = 100;

  private final Connection connection;
  private final Executor ui;
  private final MessageList list;
  private final Map<UserId, String> drafts = new HashMap<>();
  private final StringProperty draft = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<PeopleRow.Content>> person =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<ChatStage> stage =
      new ReadOnlyObjectWrapper<>(ChatStage.EMPTY);
  private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<CipherSuite>> suites =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ChangeListener<PeopleRow.Content> follow = (at, before, now) -> show(now);

  private Optional<PeopleRow> row = Optional.empty();
  private Optional<ConversationView> shown = Optional.empty();
  private boolean attentive;
  private boolean loading;
  private boolean complete;
  private long markedRead;

  public ChatViewModel(Connection connection, Executor ui, Times times) {
    this.connection = connection;
    this.ui = ui;
    this.list = new MessageList(times);
  }

  /** Turns to a person; what was written to the one before stays with that one. */
  public void select(Optional<PeopleRow> next) {
    row.ifPresent(
        before -> {
          before.contentProperty().removeListener(follow);
          drafts.put(before.user(), draft.get());
        });
    row = next;
    starting.set(false);
    draft.set(next.map(chosen -> drafts.getOrDefault(chosen.user(), "")).orElse(""));
    next.ifPresentOrElse(
        chosen -> {
          chosen.contentProperty().addListener(follow);
          show(chosen.content());
        },
        this::showNobody);
  }

  /** Signed in, perhaps again: the server must hear anew what is in front of somebody. */
  public void signedIn(List<CipherSuite> allowed) {
    suites.set(allowed);
    watch(true);
    markRead();
  }

  public void messages(List<StoredMessage> messages) {
    List<StoredMessage> mine = new ArrayList<>();
    for (StoredMessage message : messages) {
      if (isShown(message.conversation())) {
        mine.add(message);
      }
    }
    if (!mine.isEmpty()) {
      list.merge(mine);
      markRead();
    }
  }

  /** Asks the server for a conversation with the person on show. */
  public void start(Optional<CipherSuite> suite) {
    person
        .get()
        .ifPresent(
            chosen -> {
              starting.set(true);
              client().ifPresent(client -> client.open(chosen.name(), suite));
            });
  }

  /** Something asked for did not work. */
  public void problem() {
    starting.set(false);
  }

  /** Sends what is written, unless it is blank or cannot be sent. */
  public void send() {
    String text = draft.get().strip();
    if (stage.get() == ChatStage.OPEN && !text.isEmpty() && client().isPresent()) {
      shown.ifPresent(c -> client().ifPresent(client -> client.send(c.id(), text)));
      draft.set("");
    }
  }

  public void retry(MessageRow failed) {
    client().ifPresent(client -> client.retry(failed.message().id()));
  }

  public void discard(MessageRow failed) {
    client().ifPresent(client -> client.discard(failed.message().id()));
    list.remove(failed);
  }

  public void leave() {
    shown.ifPresent(c -> client().ifPresent(client -> client.leave(c.id())));
  }

  /** The one who reads has come to the oldest message here. */
  public void loadOlder() {
    OptionalLong oldest = list.oldestSequence();
    if (oldest.isPresent()) {
      load(oldest.getAsLong());
    }
  }

  /** Whether somebody looks at this window. */
  public void attentive(boolean looking) {
    attentive = looking;
    markRead();
  }

  /** Somebody else uses the window now. */
  public void clear() {
    select(Optional.empty());
    drafts.clear();
  }

  private void show(PeopleRow.Content now) {
    person.set(Optional.of(now));
    Optional<ConversationId> before = shown.map(ConversationView::id);
    if (!before.equals(now.conversation().map(ConversationView::id))) {
      watch(false);
      list.clear();
      shown = now.conversation();
      markedRead = 0;
      loading = false;
      complete = false;
      starting.set(false);
      watch(true);
      load(Long.MAX_VALUE);
    }
    shown = now.conversation();
    stage.set(
        shown
            .map(c -> c.state() == ConversationState.ACTIVE ? ChatStage.OPEN : ChatStage.ENDED)
            .orElse(ChatStage.PERSON));
  }

  private void showNobody() {
    watch(false);
    list.clear();
    shown = Optional.empty();
    person.set(Optional.empty());
    stage.set(ChatStage.EMPTY);
  }

  private void load(long beforeSequence) {
    Optional<ConversationId> id = shown.map(ConversationView::id);
    if (id.isEmpty() || client().isEmpty() || loading || complete) {
      return;
    }
    loading = true;
    var unused =
        client()
            .get()
            .history(id.get(), beforeSequence, PAGE_MESSAGES)
            .whenCompleteAsync(
                (messages, failure) -> {
                  if (isShown(id.get())) {
                    loading = false;
                    if (failure == null) {
                      complete = messages.size() < PAGE_MESSAGES;
                      list.merge(messages);
                      markRead();
                    }
                  }
                },
                ui);
  }

  private void markRead() {
    long newest = list.newestReceived().orElse(0);
    if (attentive && newest > markedRead) {
      shown.ifPresent(c -> client().ifPresent(client -> client.markRead(c.id(), newest)));
      markedRead = newest;
    }
  }

  private void watch(boolean watching) {
    shown
        .filter(c -> c.state() == ConversationState.ACTIVE)
        .ifPresent(c -> client().ifPresent(client -> client.watch(c.id(), watching)));
  }

  private boolean isShown(ConversationId conversation) {
    return shown.map(ConversationView::id).equals(Optional.of(conversation));
  }

  private Optional<Client> client() {
    return connection.client();
  }

  public ObservableList<MessageRow> messages() {
    return list.rows();
  }

  public StringProperty draftProperty() {
    return draft;
  }

  /** The person on show, empty if nobody is chosen. */
  public ReadOnlyObjectProperty<Optional<PeopleRow.Content>> personProperty() {
    return person.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<ChatStage> stageProperty() {
    return stage.getReadOnlyProperty();
  }

  /** Whether the server has been asked for a conversation and has not answered. */
  public ReadOnlyBooleanProperty startingProperty() {
    return starting.getReadOnlyProperty();
  }

  /** What the server allows for conversations, its default first. */
  public ReadOnlyObjectProperty<List<CipherSuite>> suitesProperty() {
    return suites.getReadOnlyProperty();
  }
}
