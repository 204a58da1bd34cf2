package keyturn.desktop;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import keyturn.client.ClientEvent;
import keyturn.client.ConversationView;
import keyturn.client.LinkState;
import keyturn.client.ServerAddress;
import keyturn.client.StoredMessage;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Clients;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Times;
import keyturn.desktop.conversation.ChatViewModel;
import keyturn.desktop.keyring.KeyRingState;
import keyturn.desktop.keyring.KeyRingViewModel;
import keyturn.desktop.link.LinkViewModel;
import keyturn.desktop.people.PeopleRow;
import keyturn.desktop.people.PeopleViewModel;
import keyturn.desktop.search.SearchViewModel;
import keyturn.desktop.signin.SignInViewModel;
import keyturn.desktop.trust.TrustViewModel;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;

/** The whole window without its looks: makes the view-models and tells each what concerns it. */
final class DesktopViewModel implements ClientEvent.Handler {
  /** Numbers of accounts are a server's own. */
  private record Who(Optional<ServerAddress> server, UserId user) {}

  private final Executor ui;
  private final Connection connection;
  private final SignInViewModel signIn;
  private final TrustViewModel trust;
  private final PeopleViewModel people;
  private final ChatViewModel chat;
  private final SearchViewModel search;
  private final KeyRingViewModel keyRing;
  private final LinkViewModel link;
  private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.SIGN_IN);
  private final List<StoredMessage> batch = new ArrayList<>();
  private Optional<Who> last = Optional.empty();
  private boolean signedIn;

  /**
   * @param ui runs one action after the other; all of this belongs to it
   * @param background for what may block
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  DesktopViewModel(
      Clients clients, Executor ui, Executor background, Clock clock, LongSupplier nanoTime) {
    this.ui = ui;
    connection = new Connection(clients, ui, background, this::handle);
    Times times = new Times(clock, Locale.getDefault(Locale.Category.FORMAT));
    signIn = new SignInViewModel(connection);
    trust = new TrustViewModel(connection, clock);
    people = new PeopleViewModel(times);
    chat = new ChatViewModel(connection, ui, times, nanoTime);
    search = new SearchViewModel(people, connection, ui, times, chat::reveal);
    keyRing = new KeyRingViewModel(times, nanoTime);
    link = new LinkViewModel(connection, keyRing, nanoTime);
    people.selectedProperty().addListener((at, before, now) -> chat.select(now));
    chat.personProperty()
        .addListener(
            (at, before, now) -> keyRing.show(now.flatMap(PeopleRow.Content::conversation)));
    keyRing
        .stateProperty()
        .addListener((at, before, now) -> chat.keyRefused(now == KeyRingState.FAILED));
    trust.questionProperty().addListener((at, before, now) -> turnPage());
  }

  void start(Optional<ServerAddress> server, Optional<String> user) {
    signIn.start(server, user);
  }

  /** Time has passed. */
  void tick() {
    keyRing.tick();
    link.tick();
    chat.tick();
  }

  void tryNow() {
    connection.client().ifPresent(Client::tryNow);
  }

  void signOut() {
    connection.client().ifPresent(Client::signOut);
  }

  void choosePresence(Presence presence) {
    people.ownPresence(presence);
    connection.client().ifPresent(client -> client.setPresence(presence));
  }

  /** The window is closing. */
  void close() {
    chat.save();
    connection.drop();
  }

  private void handle(List<ClientEvent> events) {
    events.forEach(event -> event.dispatch(this));
    if (!batch.isEmpty()) {
      people.messages(batch);
      chat.messages(batch);
      batch.clear();
    }
  }

  private void turnPage() {
    if (trust.questionProperty().get().isPresent()) {
      page.set(Page.TRUST);
    } else {
      page.set(signedIn ? Page.MAIN : Page.SIGN_IN);
    }
  }

  private void leaveMain() {
    signedIn = false;
    search.end();
    people.select(Optional.empty());
    turnPage();
  }

  @Override
  public void onLinkChanged(ClientEvent.LinkChanged event) {
    keyRing.link(event.state());
    link.link(event.state());
    boolean over = event.state() instanceof LinkState.Ended;
    if (over) {
      trust.clear();
    }
    if (over || !signedIn) {
      signIn.link(event.state());
    }
    if (over) {
      leaveMain();
    }
  }

  @Override
  public void onServerUntrusted(ClientEvent.ServerUntrusted event) {
    trust.ask(event);
  }

  @Override
  public void onWelcomed(ClientEvent.Welcomed event) {
    signIn.welcomed(event);
  }

  @Override
  public void onSignedIn(ClientEvent.SignedIn event) {
    Optional<Who> who = Optional.of(new Who(connection.server(), event.user()));
    if (!who.equals(last)) {
      people.clear();
      chat.clear();
      link.clear();
    }
    last = who;
    signedIn = true;
    signIn.signedIn();
    signIn.takeProblem().ifPresent(link::problem);
    people.signedIn(event);
    link.signedIn();
    chat.signedIn(event.suites());
    loadDrafts();
    turnPage();
  }

  @Override
  public void onSignInRefused(ClientEvent.SignInRefused event) {
    boolean serverBusy = event.reason() == Reason.BUSY || event.reason() == Reason.TRY_AGAIN;
    if (!signedIn || !serverBusy) {
      signIn.refused(event);
      leaveMain();
    }
  }

  @Override
  public void onVaultQuestion(ClientEvent.VaultQuestion event) {
    connection.client().ifPresent(Client::beginNewVault);
  }

  @Override
  public void onPasswordChanged(ClientEvent.PasswordChanged event) {
    // Nothing in this window changes a password yet.
  }

  @Override
  public void onPersonChanged(ClientEvent.PersonChanged event) {
    people.person(event);
  }

  @Override
  public void onConversationChanged(ClientEvent.ConversationChanged event) {
    ConversationView view = event.conversation();
    if (people.conversation(view)) {
      loadPreview(view.id());
    }
    link.queued(people.waiting());
  }

  private void loadDrafts() {
    connection
        .client()
        .ifPresent(
            client -> {
              var unused = client.drafts().thenAcceptAsync(chat::drafts, ui);
            });
  }

  private void loadPreview(ConversationId conversation) {
    connection
        .client()
        .ifPresent(
            client -> {
              var unused =
                  client
                      .history(conversation, Long.MAX_VALUE, 1)
                      .thenAcceptAsync(people::messages, ui);
            });
  }

  @Override
  public void onKeyChanged(ClientEvent.KeyChanged event) {
    keyRing.keyChanged(event);
  }

  @Override
  public void onKeyRefused(ClientEvent.KeyRefused event) {
    keyRing.keyRefused(event);
  }

  @Override
  public void onMessageChanged(ClientEvent.MessageChanged event) {
    batch.add(event.message());
  }

  @Override
  public void onProblem(ClientEvent.Problem event) {
    chat.problem();
    // The ring and its banner say why no key comes, for as long as none does.
    if (event.conversation().filter(keyRing::isRefused).isPresent()) {
      return;
    }
    if (signedIn) {
      link.problem(event);
    } else {
      signIn.problem(event);
    }
  }

  SignInViewModel signIn() {
    return signIn;
  }

  TrustViewModel trust() {
    return trust;
  }

  PeopleViewModel people() {
    return people;
  }

  ChatViewModel chat() {
    return chat;
  }

  SearchViewModel search() {
    return search;
  }

  KeyRingViewModel keyRing() {
    return keyRing;
  }

  LinkViewModel link() {
    return link;
  }

  ReadOnlyObjectProperty<Page> pageProperty() {
    return page.getReadOnlyProperty();
  }
}
