package keyturn.desktop.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.collections.ObservableList;
import keyturn.client.ConversationView;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;
import keyturn.desktop.emoji.EmojiPickerViewModel;
import keyturn.desktop.people.PeopleRow;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** The conversation on show: its messages, what is being written, and what can be done. */
public final class ChatViewModel {
  private final Connection connection;
  private final MessageList list;
  private final Pages pages;
  private final Reading reading;
  private final Drafts drafts;
  private final FindViewModel find;
  private final EmojiPickerViewModel emoji = new EmojiPickerViewModel();
  private final ReadOnlyObjectWrapper<Optional<PeopleRow.Content>> person =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<ChatStage> stage =
      new ReadOnlyObjectWrapper<>(ChatStage.EMPTY);
  private final ReadOnlyObjectWrapper<Optional<String>> blocked =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<MessageRow>> revealed =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<List<CipherSuite>> suites =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ChangeListener<PeopleRow.Content> follow = (at, before, now) -> show(now);

  private Optional<PeopleRow> row = Optional.empty();
  private Optional<ConversationView> shown = Optional.empty();
  private boolean keyRefused;

  /**
   * Shows nobody yet.
   *
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  public ChatViewModel(Connection connection, Executor ui, Times times, LongSupplier nanoTime) {
    this.connection = connection;
    this.list = new MessageList(times);
    this.reading = new Reading(connection, list);
    this.pages = new Pages(connection, ui, list, reading::loaded);
    this.drafts = new Drafts(connection, nanoTime);
    this.find = new FindViewModel(connection, ui, this::reveal);
  }

  public void select(Optional<PeopleRow> next) {
    row.ifPresent(before -> before.contentProperty().removeListener(follow));
    row = next;
    starting.set(false);
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
    reading.markRead();
  }

  public EmojiPickerViewModel emoji() {
    return emoji;
  }

  public void drafts(Map<ConversationId, String> stored) {
    drafts.loaded(stored);
  }

  public void messages(List<StoredMessage> messages) {
    List<StoredMessage> here = new ArrayList<>();
    for (StoredMessage message : messages) {
      if (isShown(message.conversation())) {
        here.add(message);
      }
    }
    if (!here.isEmpty()) {
      long before = list.newestReceived().orElse(0);
      list.merge(here);
      reading.arrived(here, before);
    }
  }

  /** Asks the server for a conversation with the person on show. */
  public void start(Optional<CipherSuite> suite) {
    person
        .get()
        .ifPresent(
            chosen -> {
              starting.set(true);
              client().ifPresent(client -> client.open(chosen.account(), suite));
            });
  }

  /** Something asked for did not work. */
  public void problem() {
    starting.set(false);
  }

  /** Sends what is written, unless it is blank or cannot be sent. */
  public void send() {
    String text = drafts.textProperty().get().strip();
    boolean possible =
        blocked.get().isEmpty() && !text.isEmpty() && DraftLength.fits(text) && shown.isPresent();
    if (possible && client().isPresent()) {
      client().get().send(shown.get().id(), text);
      drafts.sent();
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
    pages.older();
  }

  /** Brings a message of this conversation into sight, from the vault if need be. */
  public void reveal(StoredMessage message) {
    if (isShown(message.conversation())) {
      revealed.set(Optional.empty());
      pages.until(message.sequence().orElse(0), () -> revealed.set(list.find(message)));
    }
  }

  /** Whether somebody looks at this window. */
  public void attentive(boolean looking) {
    reading.attentive(looking);
  }

  /** Whether the newest message is in sight. */
  public void atNewest(boolean inSight) {
    reading.atNewest(inSight);
  }

  /** Whether the server gives no key for this conversation, so that nothing can be sent. */
  public void keyRefused(boolean refused) {
    keyRefused = refused;
    blocked.set(reasonNotToWrite());
  }

  /** Time has passed. */
  public void tick() {
    drafts.tick();
  }

  /** Somebody else uses the window now, or nobody. */
  public void clear() {
    select(Optional.empty());
    drafts.clear();
  }

  /** What is being written goes to the vault now. */
  public void save() {
    drafts.save();
  }

  private void show(PeopleRow.Content now) {
    person.set(Optional.of(now));
    Optional<ConversationId> next = now.conversation().map(ConversationView::id);
    if (!shown.map(ConversationView::id).equals(next)) {
      watch(false);
      list.clear();
      shown = now.conversation();
      starting.set(false);
      revealed.set(Optional.empty());
      watch(true);
      drafts.turnTo(next);
      find.turnTo(next);
      reading.turnTo(shown);
      pages.turnTo(next);
    }
    shown = now.conversation();
    stage.set(
        shown
            .map(c -> c.state() == ConversationState.ACTIVE ? ChatStage.OPEN : ChatStage.ENDED)
            .orElse(ChatStage.PERSON));
    blocked.set(reasonNotToWrite());
  }

  private void showNobody() {
    watch(false);
    drafts.turnTo(Optional.empty());
    find.turnTo(Optional.empty());
    list.clear();
    shown = Optional.empty();
    pages.turnTo(Optional.empty());
    reading.turnTo(Optional.empty());
    person.set(Optional.empty());
    stage.set(ChatStage.EMPTY);
  }

  private Optional<String> reasonNotToWrite() {
    if (stage.get() == ChatStage.ENDED) {
      return Optional.of(Texts.of("chat.ended"));
    }
    return keyRefused ? Optional.of(Texts.of("chat.no-key")) : Optional.empty();
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

  public FindViewModel find() {
    return find;
  }

  public ObservableList<MessageRow> messages() {
    return list.rows();
  }

  public StringProperty draftProperty() {
    return drafts.textProperty();
  }

  /** The person on show, empty if nobody is chosen. */
  public ReadOnlyObjectProperty<Optional<PeopleRow.Content>> personProperty() {
    return person.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<ChatStage> stageProperty() {
    return stage.getReadOnlyProperty();
  }

  /** Why nothing can be written now; empty if it can. */
  public ReadOnlyObjectProperty<Optional<String>> blockedProperty() {
    return blocked.getReadOnlyProperty();
  }

  /** The message that was asked to be in sight. */
  public ReadOnlyObjectProperty<Optional<MessageRow>> revealedProperty() {
    return revealed.getReadOnlyProperty();
  }

  /** Messages that came while older ones were in sight, or nobody looked. */
  public ReadOnlyIntegerProperty unseenProperty() {
    return reading.unseenProperty();
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
