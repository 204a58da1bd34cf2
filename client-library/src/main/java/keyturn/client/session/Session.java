package keyturn.client.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import keyturn.client.CertificateFacts;
import keyturn.client.DevicesAnswer;
import keyturn.client.SearchText;
import keyturn.client.StoredMessage;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.link.LinkOwner;
import keyturn.client.vault.Vault;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Presence;
import keyturn.protocol.tunnel.ServerIdentity;

/**
 * What one person asks for at one server, through all sign-ins and reconnects; everything on the
 * client loop. What the server says is {@link Listening}'s.
 */
public final class Session implements AutoCloseable {
  private static final Duration ERASE_EVERY = Duration.ofSeconds(15);

  /** Where an untrusted server is shown to the user. */
  @FunctionalInterface
  public interface TrustQuestion {
    void ask(ServerIdentity identity, Optional<CertificateFacts> certificate);
  }

  private final SessionParts parts;
  private final CurrentStay current;
  private final Wishes wishes;
  private final PasswordChange passwordChange;
  private final DeviceRequests devices;
  private final Link link;
  private final Entrance entrance;

  /**
   * @param link makes the link of this owner; it is started by {@link #start}
   */
  public Session(SessionParts parts, Function<LinkOwner, Link> link, TrustQuestion trustQuestion) {
    this.parts = parts;
    this.current = new CurrentStay(parts.events());
    RequestNumbers numbers = new RequestNumbers();
    this.wishes = new Wishes(parts.events(), current, numbers);
    this.devices = new DeviceRequests(current, numbers);
    this.passwordChange = new PasswordChange(parts.events(), current);
    Listening listening =
        new Listening(parts, current, wishes, passwordChange, devices, trustQuestion, link);
    this.link = listening.link();
    this.entrance = listening.entrance();
  }

  public void start() {
    link.start();
    eraseOldKeys();
  }

  private void eraseOldKeys() {
    current.ifPresent(Stay::eraseOldKeys);
    parts.loop().schedule(ERASE_EVERY, this::eraseOldKeys);
  }

  public Link link() {
    return link;
  }

  /** Connects now; also after an end that only the user may undo. */
  public void tryNow() {
    entrance.tryNow();
  }

  /** Takes {@code password} over. */
  public void signIn(String username, char[] password) {
    entrance.signIn(
        new Credentials(Credentials.Kind.SIGN_IN, username, password, Optional.empty()));
  }

  /** Takes {@code password} over. */
  public void register(String username, char[] password, Optional<String> invitation) {
    entrance.signIn(new Credentials(Credentials.Kind.REGISTER, username, password, invitation));
  }

  /**
   * By a secret of the system's keyring; without a password. Takes {@code secret} over.
   *
   * @param secret in hex
   */
  public void signInKept(String username, char[] secret) {
    entrance.signIn(new Credentials(Credentials.Kind.KEPT, username, secret, Optional.empty()));
  }

  /** Takes {@code secret} over. */
  public void keep(SecretBytes secret) {
    Optional<Desk> desk = current.get().map(stay -> stay.desk);
    if (desk.isEmpty()) {
      secret.close();
    }
    desk.ifPresent(
        open ->
            open.write(
                vault -> {
                  try (secret) {
                    vault.keep(secret);
                  }
                }));
  }

  public void forgetKept() {
    current.ifPresent(stay -> stay.desk.write(Vault::forgetKept));
  }

  /** Takes {@code old} over. */
  public void openOldVault(char[] old) {
    entrance.openOldVault(old);
  }

  public void beginNewVault() {
    entrance.beginNewVault();
  }

  /** Both are taken over. */
  public void changePassword(char[] old, char[] replacement) {
    passwordChange.start(old, replacement);
  }

  /** Completes {@code result} on the loop, as the two that follow do. */
  public void devices(CompletableFuture<DevicesAnswer> result) {
    devices.list(result);
  }

  public void renameDevice(DeviceId device, String name, CompletableFuture<DevicesAnswer> result) {
    devices.rename(device, name, result);
  }

  public void revokeDevice(DeviceId device, CompletableFuture<DevicesAnswer> result) {
    devices.revoke(device, result);
  }

  /** The vault stays, without a token. */
  public void signOut() {
    entrance.signOut();
  }

  public void open(String with, Optional<CipherSuite> suite) {
    wishes.open(with, suite);
  }

  public void leave(ConversationId id) {
    current.command(
        id,
        (stay, conversation) -> {
          if (stay.desk.isOnline()) {
            stay.desk.send(new ClientMessage.LeaveConversation(id));
          } else {
            parts.events().accept(Trouble.SERVER_UNREACHABLE.problem(id));
          }
        });
  }

  public void watch(ConversationId id, boolean watching) {
    wishes.watch(id, watching);
  }

  public void setPresence(Presence wanted) {
    wishes.setPresence(wanted);
  }

  public void send(ConversationId id, MessageId message, String text) {
    current.command(id, (stay, conversation) -> stay.sending.enqueue(conversation, message, text));
  }

  public void retry(MessageId message) {
    current.command(stay -> stay.sending.retry(message));
  }

  public void discard(MessageId message) {
    current.command(stay -> stay.sending.discard(message));
  }

  public void markRead(ConversationId id, long upTo) {
    current.command(id, (stay, conversation) -> stay.receiving.markRead(conversation, upTo));
  }

  /** Completes {@code result} on the loop; empty for a conversation that is not known. */
  public void history(
      ConversationId id, long before, int limit, CompletableFuture<List<StoredMessage>> result) {
    Optional<Desk> desk = current.get().map(stay -> stay.desk);
    Optional<Conversation> conversation = desk.flatMap(known -> known.conversation(id));
    if (conversation.isEmpty()) {
      result.complete(List.of());
      return;
    }
    Desk at = desk.orElseThrow();
    at.withVault(
        vault -> vault.history(id, before, limit),
        found ->
            result.complete(
                found.stream()
                    .map(message -> conversation.get().show(message, at.self()))
                    .toList()),
        result::completeExceptionally);
  }

  /** Completes {@code result} on the loop, newest first; cancelling it ends the search. */
  public void search(
      Optional<ConversationId> in,
      SearchText wanted,
      int limit,
      CompletableFuture<List<StoredMessage>> result) {
    current
        .get()
        .filter(stay -> !wanted.isEmpty())
        .ifPresentOrElse(
            stay -> new Searching(stay.desk, in, wanted, limit, result).start(),
            () -> result.complete(List.of()));
  }

  public void drafts(CompletableFuture<Map<ConversationId, String>> result) {
    current
        .get()
        .ifPresentOrElse(
            stay ->
                stay.desk.withVault(Vault::drafts, result::complete, result::completeExceptionally),
            () -> result.complete(Map.of()));
  }

  public void notes(CompletableFuture<Map<String, String>> result) {
    current
        .get()
        .ifPresentOrElse(
            stay ->
                stay.desk.withVault(Vault::notes, result::complete, result::completeExceptionally),
            () -> result.complete(Map.of()));
  }

  public void saveNote(String name, String text) {
    current.ifPresent(stay -> stay.desk.write(vault -> vault.saveNote(name, text)));
  }

  public void saveDraft(ConversationId id, String text) {
    current.ifPresent(stay -> stay.desk.write(vault -> vault.saveDraft(id, text)));
  }

  @Override
  public void close() {
    entrance.giveUp();
    current.ifPresent(
        stay -> {
          stay.desk.conversations.values().forEach(stay.desk::save);
          stay.desk.close();
        });
    passwordChange.wipe();
    devices.forget();
    link.close();
  }
}
