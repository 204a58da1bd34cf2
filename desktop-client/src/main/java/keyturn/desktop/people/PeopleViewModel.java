package keyturn.desktop.people;

import java.text.Collator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import keyturn.client.ClientEvent.PersonChanged;
import keyturn.client.ClientEvent.SignedIn;
import keyturn.client.ConversationView;
import keyturn.client.SafeText;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** Everybody there is to talk with: conversations first, the latest on top, then other people. */
public final class PeopleViewModel {
  /** What is known about one person. */
  private static final class Known {
    private final PeopleRow row;
    private String account;
    private String name;
    private Presence presence = Presence.OFFLINE;
    private Optional<ConversationView> conversation = Optional.empty();

    private Known(UserId user, String account) {
      this.account = account;
      this.name = LookAlikes.marked(SafeText.line(account));
      this.row =
          new PeopleRow(
              user,
              new PeopleRow.Content(
                  account,
                  name,
                  Presence.OFFLINE,
                  Optional.empty(),
                  "",
                  "",
                  Optional.empty(),
                  false,
                  name));
    }

    private void rename(String now) {
      account = now;
      name = LookAlikes.marked(SafeText.line(now));
    }
  }

  private final Times times;
  private final Collator collator = Collator.getInstance();
  private final Map<UserId, Known> people = new HashMap<>();
  private final Map<ConversationId, StoredMessage> newest = new HashMap<>();
  private final Map<ConversationId, Integer> waiting = new HashMap<>();
  private final ObservableList<PeopleRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<PeopleRow>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper self = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Presence> presence =
      new ReadOnlyObjectWrapper<>(Presence.AVAILABLE);
  private final ObservableList<UserId> pinned = FXCollections.observableArrayList();
  private Optional<UserId> me = Optional.empty();

  public PeopleViewModel(Times times) {
    this.times = times;
  }

  public void signedIn(SignedIn event) {
    me = Optional.of(event.user());
    self.set(SafeText.line(event.name()));
  }

  public void person(PersonChanged event) {
    if (me.equals(Optional.of(event.user()))) {
      presence.set(event.presence());
    } else {
      Known known = known(event.user(), event.name());
      known.rename(event.name());
      known.presence = event.presence();
      arrange();
    }
  }

  /** Whether this conversation was not known before. */
  public boolean conversation(ConversationView view) {
    Known known = known(view.withUser(), view.with());
    boolean news = !waiting.containsKey(view.id());
    waiting.put(view.id(), view.waiting());
    boolean over =
        view.state() == ConversationState.ENDED
            && known.conversation.filter(c -> isLater(c, view)).isPresent();
    if (!over) {
      known.conversation = Optional.of(view);
    }
    arrange();
    return news;
  }

  public void messages(List<StoredMessage> messages) {
    for (StoredMessage message : messages) {
      newest.merge(message.conversation(), message, PeopleViewModel::newer);
    }
    arrange();
  }

  public void select(Optional<PeopleRow> row) {
    selected.set(row);
  }

  public Optional<PeopleRow> row(ConversationId conversation) {
    return people.values().stream()
        .filter(p -> p.conversation.filter(c -> c.id().equals(conversation)).isPresent())
        .map(p -> p.row)
        .findFirst();
  }

  /** Own messages that the server has not confirmed, in all conversations. */
  public int waiting() {
    return waiting.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Somebody else uses the window now. */
  public void clear() {
    people.clear();
    newest.clear();
    waiting.clear();
    rows.clear();
    selected.set(Optional.empty());
    pinned.clear();
    me = Optional.empty();
  }

  private Known known(UserId user, String name) {
    return people.computeIfAbsent(user, id -> new Known(id, name));
  }

  private static boolean isLater(ConversationView present, ConversationView other) {
    return !present.id().equals(other.id())
        && (present.state() == ConversationState.ACTIVE || present.id().compareTo(other.id()) > 0);
  }

  private static StoredMessage newer(StoredMessage a, StoredMessage b) {
    if (a.id().equals(b.id()) && a.senderDevice().equals(b.senderDevice())) {
      return b;
    }
    long left = a.sequence().orElse(Long.MAX_VALUE);
    long right = b.sequence().orElse(Long.MAX_VALUE);
    return left == right ? (b.at().isBefore(a.at()) ? a : b) : left > right ? a : b;
  }

  private void arrange() {
    List<Known> order = new ArrayList<>(people.values());
    order.sort(
        Comparator.comparingInt(this::place)
            .thenComparing(p -> p.conversation.isEmpty())
            .thenComparing(this::lastAt, Comparator.reverseOrder())
            .thenComparing(p -> p.name, collator));
    List<PeopleRow> wanted = new ArrayList<>();
    Optional<String> section = Optional.empty();
    for (Known person : order) {
      String of = section(person);
      boolean begins = !section.equals(Optional.of(of));
      section = Optional.of(of);
      person.row.setContent(content(person, begins ? section : Optional.empty()));
      wanted.add(person.row);
    }
    if (!wanted.equals(rows)) {
      rows.setAll(wanted);
    }
  }

  private String section(Known person) {
    if (isPinned(person)) {
      return Texts.of("people.pinned");
    }
    return Texts.of(person.conversation.isPresent() ? "people.conversations" : "people.others");
  }

  private boolean isPinned(Known person) {
    return pinned.contains(person.row.user());
  }

  private int place(Known person) {
    return isPinned(person) ? pinned.indexOf(person.row.user()) : Integer.MAX_VALUE;
  }

  private Instant lastAt(Known person) {
    return last(person).map(StoredMessage::at).orElse(Instant.EPOCH);
  }

  private Optional<StoredMessage> last(Known person) {
    return person.conversation.map(c -> newest.get(c.id())).filter(Objects::nonNull);
  }

  private PeopleRow.Content content(Known person, Optional<String> heading) {
    Optional<StoredMessage> last = last(person);
    String time = last.map(m -> times.brief(m.at())).orElse("");
    String presence = Texts.of("presence." + person.presence.name());
    String preview =
        last.map(PeopleViewModel::preview)
            .orElseGet(
                () -> person.conversation.isPresent() ? Texts.of("people.no-message") : presence);
    int unread = person.conversation.map(ConversationView::unread).orElse(0);
    String spoken =
        person.conversation.isPresent()
            ? Texts.of(
                "people.spoken-conversation",
                person.name,
                presence,
                Texts.count("people.unread", unread),
                preview)
            : Texts.of("people.spoken-person", person.name, presence);
    return new PeopleRow.Content(
        person.account,
        person.name,
        person.presence,
        person.conversation,
        preview,
        time,
        heading,
        isPinned(person),
        spoken);
  }

  private static String preview(StoredMessage message) {
    String text =
        message.text().map(SafeText::line).orElseGet(() -> Texts.of("message.unreadable"));
    return message.mine() ? Texts.of("people.you", text) : text;
  }

  public ObservableList<PeopleRow> rows() {
    return rows;
  }

  public ReadOnlyObjectProperty<Optional<PeopleRow>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Chosen here; the server is told by others. */
  public void ownPresence(Presence chosen) {
    presence.set(chosen);
  }

  /** Pins the person on show, after those that are, or takes the pin away. */
  public void togglePin() {
    selected
        .get()
        .map(PeopleRow::user)
        .ifPresent(
            user -> {
              if (!pinned.remove(user)) {
                pinned.add(user);
              }
              arrange();
            });
  }

  /** As they were pinned. */
  public void pin(List<UserId> users) {
    pinned.setAll(users);
    arrange();
  }

  /** Always on top, in the order in which they were pinned. */
  public ObservableList<UserId> pinned() {
    return pinned;
  }

  /** The pinned row with this number, from 1. */
  public Optional<PeopleRow> pinned(int number) {
    return number > pinned.size()
        ? Optional.empty()
        : Optional.ofNullable(people.get(pinned.get(number - 1))).map(known -> known.row);
  }

  /** The next row above (-1) or below (1) with unread messages, around the end. */
  public Optional<PeopleRow> nextUnread(int by) {
    int from = selected.get().map(rows::indexOf).orElse(by > 0 ? -1 : 0);
    for (int i = 1; i <= rows.size(); i++) {
      PeopleRow row = rows.get(Math.floorMod(from + i * by, rows.size()));
      if (row.content().conversation().filter(c -> c.unread() > 0).isPresent()) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** The person with whom there is this conversation. */
  public Optional<PeopleRow> with(ConversationId conversation) {
    return people.values().stream()
        .filter(p -> p.conversation.filter(c -> c.id().equals(conversation)).isPresent())
        .map(p -> p.row)
        .findAny();
  }

  /** How the one who is signed in wants to be seen. */
  public ReadOnlyObjectProperty<Presence> presenceProperty() {
    return presence.getReadOnlyProperty();
  }

  /** The name of who is signed in. */
  public ReadOnlyStringProperty selfProperty() {
    return self.getReadOnlyProperty();
  }
}
