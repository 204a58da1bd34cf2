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
import keyturn.desktop.ended.EndedViewModel;
import keyturn.desktop.keyring.KeyRingState;
import keyturn.desktop.keyring.KeyRingViewModel;
import keyturn.desktop.link.LinkViewModel;
import keyturn.desktop.notice.NoticeViewModel;
import keyturn.desktop.people.PeopleRow;
import keyturn.desktop.people.PeopleViewModel;
import keyturn.desktop.preferences.Preferences;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.search.SearchViewModel;
import keyturn.desktop.settings.AccountViewModel;
import keyturn.desktop.settings.Computer;
import keyturn.desktop.settings.DevicesViewModel;
import keyturn.desktop.settings.NetworkViewModel;
import keyturn.desktop.settings.SecurityViewModel;
import keyturn.desktop.settings.SettingsViewModel;
import keyturn.desktop.signin.KeptSignIn;
import keyturn.desktop.signin.SignInViewModel;
import keyturn.desktop.trust.TrustViewModel;
import keyturn.desktop.vault.VaultViewModel;
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
  private final KeptSignIn kept;
  private final TrustViewModel trust;
  private final PeopleViewModel people;
  private final ChatViewModel chat;
  private final SearchViewModel search;
  private final Remembered remembered;
  private final KeyRingViewModel keyRing;
  private final LinkViewModel link;
  private final VaultViewModel vault;
  private final EndedViewModel ended = new EndedViewModel();
  private final NoticeViewModel notices;
  private final SettingsViewModel settings;
  private final LongSupplier nanoTime;
  private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.SIGN_IN);
  private final List<StoredMessage> batch = new ArrayList<>();
  private Optional<Who> last = Optional.empty();
  private boolean signedIn;
  private long touchedNanos;

  /**
   * @param ui runs one action after the other; all of this belongs to it
   * @param background for what may block
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  DesktopViewModel(
      Clients clients,
      Executor ui,
      Executor background,
      Clock clock,
      LongSupplier nanoTime,
      Surroundings surroundings) {
    this.ui = ui;
    this.nanoTime = nanoTime;
    touchedNanos = nanoTime.getAsLong();
    connection = new Connection(clients, ui, background, this::handle);
    Times times = new Times(clock, Locale.getDefault(Locale.Category.FORMAT));
    kept = new KeptSignIn(surroundings.secrets(), surroundings.preferences(), ui);
    signIn = new SignInViewModel(connection, kept, nanoTime);
    vault = new VaultViewModel(connection, () -> signIn.again(""));
    notices = new NoticeViewModel(surroundings.preferences(), surroundings.notifier());
    settings = settings(surroundings, times);
    trust = new TrustViewModel(connection, clock);
    people = new PeopleViewModel(times);
    chat = new ChatViewModel(connection, ui, times, nanoTime);
    remembered = new Remembered(connection, ui, people, chat.emoji());
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
    vault.shownProperty().addListener((at, before, now) -> turnPage());
    ended.endedProperty().addListener((at, before, now) -> endedChanged(now.isPresent()));
  }

  private SettingsViewModel settings(Surroundings surroundings, Times times) {
    PreferencesModel preferences = surroundings.preferences();
    Computer computer = surroundings.computer();
    return new SettingsViewModel(
        preferences,
        new AccountViewModel(connection),
        new DevicesViewModel(connection, ui, times),
        new SecurityViewModel(computer, ui),
        new NetworkViewModel(preferences, computer, connection, ui, times),
        computer);
  }

  /** Fills the sign-in page with what was given, or else with what was used last. */
  void start(Optional<ServerAddress> server, Optional<String> user) {
    Preferences remembered = settings.preferences().get();
    Optional<ServerAddress> at = server.or(remembered::server);
    // A name belongs to the server where it was used.
    boolean same = at.equals(remembered.server());
    Optional<String> name = user.or(() -> same ? remembered.user() : Optional.empty());
    signIn.start(at, name);
    kept.look();
    if (kept.isKept()
        && at.isPresent()
        && name.isPresent()
        && same
        && name.equals(remembered.user())) {
      signIn.resume(at.get(), name.get(), vault::keyringChanged);
    }
  }

  /** The user has done something in the window. */
  void touched() {
    touchedNanos = nanoTime.getAsLong();
  }

  /**
   * Takes everything out of the window and closes the client: link, vault and its key. The server
   * keeps what comes, the vault what waits, until the password opens both again.
   */
  void lock() {
    Optional<ServerAddress> at = connection.server();
    if (signedIn && at.isPresent()) {
      String name = signIn.nameProperty().get();
      chat.save();
      connection.drop();
      remembered.forget();
      people.clear();
      chat.clear();
      link.clear();
      leaveMain();
      signIn.lock(at.get(), name);
    }
  }

  private void lockIfUntouched() {
    boolean due =
        settings
            .preferences()
            .get()
            .lock()
            .filter(lock -> nanoTime.getAsLong() - touchedNanos >= lock.duration().toNanos())
            .isPresent();
    if (due) {
      lock();
    }
  }

  /** Time has passed. */
  void tick() {
    keyRing.tick();
    link.tick();
    chat.tick();
    signIn.tick();
    lockIfUntouched();
  }

  void tryNow() {
    connection.client().ifPresent(Client::tryNow);
  }

  void signOut() {
    Optional<ServerAddress> at = connection.server();
    connection
        .client()
        .ifPresent(
            client -> {
              if (kept.isKept() && at.isPresent()) {
                kept.forget(at.get(), signIn.nameProperty().get().strip(), client);
              }
              client.signOut();
            });
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
      notices.messages(batch);
      batch.clear();
    }
  }

  private void turnPage() {
    if (trust.questionProperty().get().isPresent()) {
      page.set(Page.TRUST);
    } else if (vault.shownProperty().get().isPresent()) {
      page.set(Page.VAULT);
    } else if (ended.endedProperty().get().isPresent()) {
      page.set(Page.ENDED);
    } else {
      page.set(signedIn ? Page.MAIN : Page.SIGN_IN);
    }
  }

  private void endedChanged(boolean shown) {
    if (!shown) {
      signIn.again("");
    }
    turnPage();
  }

  private void leaveMain() {
    signedIn = false;
    search.end();
    settings.account().left();
    settings.devices().left();
    people.select(Optional.empty());
    turnPage();
  }

  @Override
  public void onLinkChanged(ClientEvent.LinkChanged event) {
    keyRing.link(event.state());
    link.link(event.state());
    settings.network().link(event.state());
    boolean over = event.state() instanceof LinkState.Ended;
    if (over) {
      trust.clear();
      vault.clear();
    }
    // While the user decides about the vault, a lost connection is not the sign-in's.
    boolean deciding = vault.shownProperty().get().isPresent();
    if (over || (!signedIn && !deciding)) {
      signIn.link(event.state());
    }
    if (signedIn && event.state() instanceof LinkState.Ended end) {
      ended.shows(end.end());
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
    settings.account().welcomed(event);
  }

  @Override
  public void onSignedIn(ClientEvent.SignedIn event) {
    Optional<Who> who = Optional.of(new Who(connection.server(), event.user()));
    if (!who.equals(last)) {
      remembered.forget();
      people.clear();
      chat.clear();
      link.clear();
    }
    boolean first = !signedIn;
    last = who;
    signedIn = true;
    if (first) {
      keep();
    }
    vault.clear();
    touched();
    settings.account().signedIn(event);
    settings
        .preferences()
        .change(
            was ->
                was.withLast(
                    connection.server(), Optional.of(signIn.nameProperty().get().strip())));
    signIn.signedIn();
    signIn.takeProblem().ifPresent(link::problem);
    people.signedIn(event);
    link.signedIn();
    chat.signedIn(event.suites());
    loadDrafts();
    remembered.load();
    turnPage();
  }

  @Override
  public void onSignInRefused(ClientEvent.SignInRefused event) {
    boolean serverBusy = event.reason() == Reason.BUSY || event.reason() == Reason.TRY_AGAIN;
    if (!signedIn || !serverBusy) {
      vault.clear();
      if (event.reason() == Reason.NOT_ALLOWED) {
        signIn.problemReason().ifPresent(vault::shows);
      }
      if (signedIn) {
        ended.tokenRefused();
      }
      signIn.refused(event);
      leaveMain();
    }
  }

  @Override
  public void onVaultQuestion(ClientEvent.VaultQuestion event) {
    vault.ask(event);
  }

  @Override
  public void onPasswordChanged(ClientEvent.PasswordChanged event) {
    keep();
    settings.account().changed();
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

  private void keep() {
    Optional<ServerAddress> at = connection.server();
    connection
        .client()
        .filter(client -> at.isPresent())
        .ifPresent(client -> kept.signedIn(at.get(), signIn.nameProperty().get().strip(), client));
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
    if (event.conversation().filter(keyRing::isRefused).isPresent()
        || (signedIn && settings.account().problem(event))) {
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

  VaultViewModel vault() {
    return vault;
  }

  EndedViewModel ended() {
    return ended;
  }

  NoticeViewModel notices() {
    return notices;
  }

  SettingsViewModel settings() {
    return settings;
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
