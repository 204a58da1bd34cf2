package keyturn.client.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import keyturn.client.CertificateFacts;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.LinkState;
import keyturn.client.StoredMessage;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.link.LinkOwner;
import keyturn.client.vault.VaultAccount;
import keyturn.client.vault.VaultConversation;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.CloseCode;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.Token;
import keyturn.protocol.tunnel.ServerIdentity;

/**
 * What one person does at one server, through all sign-ins and reconnects. Takes commands and the
 * server's messages; everything on the client loop.
 */
public final class Session implements LinkOwner, ServerMessage.Handler, AutoCloseable {
  /** The server closes a connection on which nobody signs in; we go before. */
  private static final Duration PARK_AFTER = Duration.ofSeconds(8);

  private static final Duration ERASE_EVERY = Duration.ofSeconds(15);
  private static final Duration BUSY = Duration.ofSeconds(1);

  /** A message that came before the vault was ready, and when. */
  private record Early(ServerMessage message, long arrived) {}

  /** Where an untrusted server is shown to the user. */
  @FunctionalInterface
  public interface TrustQuestion {
    void ask(ServerIdentity identity, Optional<CertificateFacts> certificate);
  }

  private final SessionParts parts;
  private final TrustQuestion trustQuestion;
  private final Link link;
  private final List<Early> early = new ArrayList<>();
  private final Map<Long, ClientMessage.OpenConversation> opening = new LinkedHashMap<>();
  private final Set<ConversationId> watched = new LinkedHashSet<>();
  private Optional<Fingerprint> welcomedBy = Optional.empty();
  private Optional<Fingerprint> connectedTo = Optional.empty();
  private Optional<SigningIn> signingIn = Optional.empty();
  private Optional<Active> active = Optional.empty();
  private Optional<Presence> presence = Optional.empty();
  private Optional<char[]> newPassword = Optional.empty();
  private long lastRequest;

  /** Counts connections; the sign-in was answered on this one. */
  private long connection;

  private long signedInOn;
  private long arrived;

  /** What exists from the first sign-in to the sign-out. */
  private static final class Active {
    final Desk desk;
    final Receiving receiving;
    final Sending sending;
    final Receipts receipts;
    VaultAccount account;
    Optional<Token> token;

    Active(Desk desk, VaultAccount account) {
      this.desk = desk;
      this.receiving = new Receiving(desk);
      this.sending = new Sending(desk, receiving);
      this.receipts = new Receipts(desk, receiving);
      this.account = account;
      this.token = account.token();
    }
  }

  /**
   * @param link makes the link of this owner; it is started by {@link #start}
   */
  public Session(SessionParts parts, Function<LinkOwner, Link> link, TrustQuestion trustQuestion) {
    this.parts = parts;
    this.trustQuestion = trustQuestion;
    this.link = link.apply(this);
  }

  public void start() {
    link.start();
    eraseOldKeys();
  }

  private void eraseOldKeys() {
    active.ifPresent(
        now ->
            now.desk
                .conversations
                .values()
                .forEach(one -> one.keys.eraseOld(parts.loop().nanoTime())));
    parts.loop().schedule(ERASE_EVERY, this::eraseOldKeys);
  }

  // Signing in and out.

  /** Takes {@code password} over. */
  public void signIn(String username, char[] password) {
    begin(new Credentials(Credentials.Kind.SIGN_IN, username, password, Optional.empty()));
  }

  /** Takes {@code password} over. */
  public void register(String username, char[] password, Optional<String> invitation) {
    begin(new Credentials(Credentials.Kind.REGISTER, username, password, invitation));
  }

  private void begin(Credentials credentials) {
    if (active.filter(now -> now.desk.isOnline()).isPresent()) {
      credentials.close();
      parts.events().accept(problem(Reason.NOT_ALLOWED, "Somebody is signed in already."));
      return;
    }
    signingIn.ifPresent(SigningIn::giveUp);
    active.ifPresent(now -> now.desk.close());
    active = Optional.empty();
    SigningIn next = new SigningIn(parts, link, credentials, new SignInOutcome());
    signingIn = Optional.of(next);
    next.start(() -> welcomedBy);
    link.tryNow();
  }

  /** Deals with the end of a sign-in. */
  private final class SignInOutcome implements SigningIn.Outcome {
    @Override
    public void signedIn(ServerMessage.SignedIn message, VaultAccount account, Opened opened) {
      signingIn = Optional.empty();
      Self self =
          new Self(message.user(), message.username(), message.device(), message.connection());
      Active now = new Active(new Desk(parts, link, opened.vault(), self), account);
      opened.fill(now.desk);
      active = Optional.of(now);
      if (connection == signedInOn && welcomedBy.isPresent()) {
        online(now, self, message.suites());
      } else if (welcomedBy.isPresent()) {
        resume(now);
      }
    }

    @Override
    public void given(Problem problem) {
      parts.events().accept(problem);
    }

    @Override
    public void refused(ClientEvent.SignInRefused refusal) {
      signingIn.ifPresent(SigningIn::giveUp);
      signingIn = Optional.empty();
      link.setWanted(false);
      parts.events().accept(refusal);
      parkLater();
    }
  }

  private void online(Active now, Self self, List<CipherSuite> suites) {
    now.desk.online(self);
    parts
        .events()
        .accept(new ClientEvent.SignedIn(self.user(), self.name(), self.device(), suites));
    now.desk.conversations.values().forEach(now.desk::show);
    presence.ifPresent(wanted -> now.desk.send(new ClientMessage.SetPresence(wanted)));
    watched.forEach(id -> now.desk.send(new ClientMessage.Watch(id, true)));
    opening.values().forEach(now.desk::send);
    now.receiving.online();
    now.receipts.online();
    List<Early> held = List.copyOf(early);
    early.clear();
    held.forEach(one -> dispatch(one.message(), one.arrived()));
    now.desk.conversations.values().forEach(now.sending::pump);
  }

  /** Both are taken over. */
  public void changePassword(char[] current, char[] replacement) {
    if (active.isEmpty() || !active.get().desk.isOnline() || newPassword.isPresent()) {
      Arrays.fill(current, '\0');
      Arrays.fill(replacement, '\0');
      parts.events().accept(Trouble.NOT_SIGNED_IN.problem());
      return;
    }
    Desk desk = active.get().desk;
    newPassword = Optional.of(replacement);
    char[] forVault = replacement.clone();
    // The vault first: whatever happens in between, one of the two passwords opens both.
    desk.withVault(
        vault -> {
          try {
            vault.addPassword(forVault);
          } finally {
            Arrays.fill(forVault, '\0');
          }
          return Boolean.TRUE;
        },
        done -> {
          sendNewPassword(desk, current, replacement);
          Arrays.fill(current, '\0');
        },
        failure -> {
          wipeNewPassword();
          Arrays.fill(current, '\0');
          parts.events().accept(Trouble.VAULT_FAILED.problem());
        });
  }

  private void sendNewPassword(Desk desk, char[] current, char[] replacement) {
    if (newPassword.filter(pending -> pending == replacement).isEmpty()) {
      parts.events().accept(Trouble.SERVER_UNREACHABLE.problem());
      return;
    }
    try {
      desk.send(
          new ClientMessage.ChangePassword(
              new Password(new String(current)), new Password(new String(replacement))));
    } catch (IllegalArgumentException e) {
      passwordRefused(Reason.PASSWORD_NOT_ALLOWED);
    }
  }

  private void passwordRefused(Reason reason) {
    wipeNewPassword();
    active.ifPresent(now -> now.desk.write(vault -> vault.dropNewestPassword()));
    parts.events().accept(problem(reason, Refusals.text(reason)));
  }

  private void wipeNewPassword() {
    newPassword.ifPresent(password -> Arrays.fill(password, '\0'));
    newPassword = Optional.empty();
  }

  /** The vault stays, without a token. */
  public void signOut() {
    signingIn.ifPresent(SigningIn::giveUp);
    signingIn = Optional.empty();
    active.ifPresent(
        now -> {
          now.desk.send(new ClientMessage.SignOut());
          forgetToken(now);
          now.desk.close();
        });
    active = Optional.empty();
    watched.clear();
    opening.clear();
    link.setWanted(false);
    // The server closes the connection when it has read this; if it does not, we do.
    parts.loop().schedule(BUSY, this::ended);
  }

  private void ended() {
    if (active.isEmpty() && signingIn.isEmpty()) {
      link.end(LinkState.End.SIGNED_OUT, "Signed out.");
    }
  }

  private static void forgetToken(Active now) {
    now.token = Optional.empty();
    VaultAccount kept = now.account;
    VaultAccount without =
        new VaultAccount(
            kept.user(), kept.username(), kept.device(), kept.server(), Optional.empty());
    now.desk.write(vault -> vault.saveAccount(without));
  }

  // What the link says.

  @Override
  public void onLink(LinkState state) {
    parts.events().accept(new ClientEvent.LinkChanged(state));
  }

  @Override
  public void onConnected(Fingerprint server) {
    connectedTo = Optional.of(server);
    connection++;
  }

  @Override
  public void onMessage(ServerMessage message) {
    dispatch(message, parts.loop().nanoTime());
  }

  private void dispatch(ServerMessage message, long at) {
    boolean vaultIsComing = signingIn.filter(SigningIn::isMakingVault).isPresent();
    if (vaultIsComing && connection == signedInOn) {
      early.add(new Early(message, at));
      return;
    }
    arrived = at;
    message.dispatch(this);
  }

  @Override
  public void onRoom() {
    active.ifPresent(now -> now.desk.conversations.values().forEach(now.sending::pump));
  }

  @Override
  public void onDisconnected() {
    welcomedBy = Optional.empty();
    connectedTo = Optional.empty();
    early.clear();
    wipeNewPassword();
    signingIn.ifPresent(SigningIn::onDisconnected);
    active.ifPresent(now -> now.desk.offline());
  }

  @Override
  public void onUntrusted(ServerIdentity identity, Optional<CertificateFacts> certificate) {
    trustQuestion.ask(identity, certificate);
  }

  @Override
  public void onSessionEnded(CloseCode code) {
    link.setWanted(false);
    if (code.next() == CloseCode.Next.SIGN_IN_ANEW) {
      active.ifPresent(Session::forgetToken);
    }
  }

  @Override
  public int queued() {
    return active.map(now -> now.desk.queued()).orElse(0);
  }

  public Link link() {
    return link;
  }

  /** Connects now; also after an end that only the user may undo. */
  public void tryNow() {
    if (active.filter(now -> now.token.isPresent()).isPresent()) {
      link.setWanted(true);
    }
    link.tryNow();
  }

  private void parkLater() {
    parts.loop().schedule(PARK_AFTER, link::park);
  }

  // What the server says.

  @Override
  public void onWelcome(ServerMessage.Welcome message) {
    welcomedBy = connectedTo;
    parts
        .events()
        .accept(new ClientEvent.Welcomed(message.registration(), message.minPasswordCharacters()));
    if (signingIn.isPresent()) {
      connectedTo.ifPresent(signingIn.get()::welcomed);
    } else if (active.filter(now -> now.token.isPresent()).isPresent()) {
      resume(active.get());
    } else {
      parkLater();
    }
  }

  private void resume(Active now) {
    now.token.ifPresent(token -> link.send(new ClientMessage.Resume(now.account.device(), token)));
  }

  @Override
  public void onSignedIn(ServerMessage.SignedIn message) {
    signedInOn = connection;
    if (signingIn.isPresent()) {
      connectedTo.ifPresent(server -> signingIn.get().onSignedIn(message, server));
      return;
    }
    if (active.isEmpty()) {
      return;
    }
    Active now = active.get();
    VaultAccount account =
        new VaultAccount(
            message.user(),
            message.username(),
            message.device(),
            connectedTo.orElse(now.account.server()),
            Optional.of(message.next()));
    keepToken(now, account);
    online(
        now,
        new Self(message.user(), message.username(), message.device(), message.connection()),
        message.suites());
  }

  /** The next token is used only when it is on disk; until then the server takes the last one. */
  private static void keepToken(Active now, VaultAccount account) {
    now.desk.withVault(
        vault -> {
          vault.saveAccount(account);
          return account;
        },
        saved -> {
          now.account = saved;
          now.token = saved.token();
        });
  }

  @Override
  public void onSignInRefused(ServerMessage.SignInRefused message) {
    if (newPassword.isPresent()) {
      passwordRefused(message.reason());
      return;
    }
    if (signingIn.isPresent()) {
      connectedTo.ifPresent(server -> signingIn.get().onRefused(message, server));
      return;
    }
    if (message.reason() != Reason.TOKEN_REFUSED) {
      Duration wait = Duration.ofMillis(message.retryAfterMillis());
      link.reconnect(wait.compareTo(BUSY) < 0 ? BUSY : wait, Refusals.text(message.reason()));
      return;
    }
    active.ifPresent(Session::forgetToken);
    link.setWanted(false);
    parts.events().accept(new ClientEvent.SignInRefused(message.reason(), Duration.ZERO));
    parkLater();
  }

  @Override
  public void onPasswordChanged(ServerMessage.PasswordChanged message) {
    wipeNewPassword();
    active.ifPresent(
        now -> {
          VaultAccount kept = now.account;
          now.desk.write(vault -> vault.keepNewestPassword());
          keepToken(
              now,
              new VaultAccount(
                  kept.user(),
                  kept.username(),
                  kept.device(),
                  kept.server(),
                  Optional.of(message.next())));
          parts.events().accept(new ClientEvent.PasswordChanged());
        });
  }

  @Override
  public void onPeople(ServerMessage.People message) {
    for (ServerMessage.Person person : message.people()) {
      parts
          .events()
          .accept(new ClientEvent.PersonChanged(person.user(), person.name(), person.presence()));
    }
  }

  @Override
  public void onConversation(ServerMessage.Conversation message) {
    opening.remove(message.request());
    active.ifPresent(now -> onConversation(now, message));
  }

  private static void onConversation(Active now, ServerMessage.Conversation message) {
    ServerMessage.Member other =
        message.members().stream()
            .filter(member -> !member.user().equals(now.desk.self().user()))
            .findFirst()
            .orElse(message.members().get(0));
    Conversation conversation =
        now.desk.conversations.computeIfAbsent(message.conversation(), id -> begin(message, other));
    if (conversation.suite != message.suite()
        || (conversation.state == ConversationState.ENDED
            && message.state() == ConversationState.ACTIVE)) {
      now.desk.broken("a conversation that changed its suite or came back");
      return;
    }
    conversation.update(message, other);
    now.desk.save(conversation);
    now.desk.show(conversation);
    if (message.state() == ConversationState.ENDED) {
      now.sending.ended(conversation);
    } else {
      now.sending.pump(conversation);
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

  @Override
  public void onConversationKey(ServerMessage.ConversationKey message) {
    ifKnown(
        message.conversation(),
        (now, conversation) -> {
          boolean fits =
              message.suite() == conversation.suite && conversation.keys.add(message, arrived);
          if (!fits) {
            now.desk.broken("a key that does not fit its conversation");
            return;
          }
          if (message.remainingMillis() == 0) {
            return;
          }
          conversation.keyRefused = false;
          if (message.epoch() > conversation.shownEpoch) {
            conversation.shownEpoch = message.epoch();
            parts
                .events()
                .accept(
                    new ClientEvent.KeyChanged(
                        conversation.id,
                        conversation.with,
                        message.epoch(),
                        message.suite(),
                        validFor(message)));
          }
          now.sending.pump(conversation);
        });
  }

  private Duration validFor(ServerMessage.ConversationKey message) {
    Duration waited = Duration.ofNanos(parts.loop().nanoTime() - arrived);
    Duration left = Duration.ofMillis(message.remainingMillis()).minus(waited);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public void onAccepted(ServerMessage.Accepted message) {
    active.ifPresent(now -> now.receipts.overviewIsOver());
    active.ifPresent(now -> now.sending.onAccepted(message));
  }

  @Override
  public void onSendRefused(ServerMessage.SendRefused message) {
    active.ifPresent(now -> now.sending.onRefused(message));
  }

  @Override
  public void onDeliver(ServerMessage.Deliver message) {
    ifKnown(
        message.conversation(),
        (now, conversation) -> {
          now.receipts.overviewIsOver();
          boolean fromHere =
              message.sender().equals(now.desk.self().user())
                  && conversation.lane.isInFlight(message.id());
          if (fromHere) {
            now.sending.onAccepted(
                conversation,
                new ServerMessage.AcceptedSend(
                    conversation.id, message.id(), message.sequence(), message.acceptedAtMillis()));
          } else {
            now.receiving.onDeliver(conversation, message);
          }
        });
  }

  @Override
  public void onReceipts(ServerMessage.Receipts message) {
    active.ifPresent(now -> now.receipts.on(message.receipts()));
  }

  @Override
  public void onRefused(ServerMessage.Refused message) {
    if (newPassword.isPresent() && message.request() == 0 && message.conversation().isEmpty()) {
      passwordRefused(message.reason());
      return;
    }
    Optional<String> person =
        Optional.ofNullable(opening.remove(message.request()))
            .map(ClientMessage.OpenConversation::with);
    message
        .conversation()
        .flatMap(id -> active.flatMap(now -> now.desk.conversation(id)))
        .filter(conversation -> message.reason() != Reason.TRY_AGAIN)
        .ifPresent(conversation -> active.orElseThrow().sending.keyRefused(conversation));
    parts
        .events()
        .accept(
            new Problem(
                Trouble.reason(message.reason()),
                Refusals.text(message.reason()),
                message.conversation(),
                person));
  }

  // Commands of a signed-in user.

  public void open(String with, Optional<CipherSuite> suite) {
    whenSignedIn(
        now -> {
          long request = ++lastRequest;
          try {
            ClientMessage.OpenConversation message =
                new ClientMessage.OpenConversation(request, with, suite);
            opening.put(request, message);
            now.desk.send(message);
          } catch (IllegalArgumentException e) {
            parts
                .events()
                .accept(
                    new Problem(
                        Trouble.reason(Reason.UNKNOWN_PERSON),
                        Refusals.text(Reason.UNKNOWN_PERSON),
                        Optional.empty(),
                        Optional.of(with)));
          }
        });
  }

  public void leave(ConversationId id) {
    withConversation(
        id,
        (now, conversation) -> {
          if (now.desk.isOnline()) {
            now.desk.send(new ClientMessage.LeaveConversation(id));
          } else {
            parts.events().accept(Trouble.SERVER_UNREACHABLE.problem(id));
          }
        });
  }

  public void watch(ConversationId id, boolean watching) {
    if (watching ? watched.add(id) : watched.remove(id)) {
      active.ifPresent(now -> now.desk.send(new ClientMessage.Watch(id, watching)));
    }
  }

  public void setPresence(Presence wanted) {
    presence = Optional.of(wanted);
    active.ifPresent(now -> now.desk.send(new ClientMessage.SetPresence(wanted)));
  }

  public void send(ConversationId id, MessageId message, String text) {
    withConversation(id, (now, conversation) -> now.sending.enqueue(conversation, message, text));
  }

  public void retry(MessageId message) {
    whenSignedIn(now -> now.sending.retry(message));
  }

  public void discard(MessageId message) {
    whenSignedIn(now -> now.sending.discard(message));
  }

  public void markRead(ConversationId id, long upTo) {
    withConversation(id, (now, conversation) -> now.receiving.markRead(conversation, upTo));
  }

  /** Completes {@code result} on the loop; empty for a conversation that is not known. */
  public void history(
      ConversationId id, long before, int limit, CompletableFuture<List<StoredMessage>> result) {
    Optional<Conversation> conversation = active.flatMap(now -> now.desk.conversation(id));
    if (conversation.isEmpty()) {
      result.complete(List.of());
      return;
    }
    Desk desk = active.orElseThrow().desk;
    desk.withVault(
        vault -> vault.history(id, before, limit),
        found ->
            result.complete(
                found.stream()
                    .map(message -> conversation.get().show(message, desk.self()))
                    .toList()),
        result::completeExceptionally);
  }

  /** What a command or message about a known conversation does. */
  @FunctionalInterface
  private interface InConversation {
    void run(Active now, Conversation conversation);
  }

  private void whenSignedIn(Consumer<Active> command) {
    active.ifPresentOrElse(command, () -> parts.events().accept(Trouble.NOT_SIGNED_IN.problem()));
  }

  private void withConversation(ConversationId id, InConversation command) {
    whenSignedIn(
        now ->
            now.desk
                .conversation(id)
                .ifPresentOrElse(
                    conversation -> command.run(now, conversation),
                    () -> parts.events().accept(Trouble.UNKNOWN_CONVERSATION.problem(id))));
  }

  private void ifKnown(ConversationId id, InConversation reaction) {
    active.ifPresent(
        now ->
            now.desk
                .conversation(id)
                .ifPresentOrElse(
                    conversation -> reaction.run(now, conversation),
                    () -> now.desk.broken("an unknown conversation")));
  }

  private static Problem problem(Reason reason, String text) {
    return new Problem(Trouble.reason(reason), text, Optional.empty());
  }

  @Override
  public void close() {
    signingIn.ifPresent(SigningIn::giveUp);
    active.ifPresent(
        now -> {
          now.desk.conversations.values().forEach(now.desk::save);
          now.desk.close();
        });
    wipeNewPassword();
    link.close();
  }
}
