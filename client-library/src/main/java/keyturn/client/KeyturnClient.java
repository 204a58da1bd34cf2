package keyturn.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import keyturn.client.link.Link;
import keyturn.client.link.ThreadLoop;
import keyturn.client.link.Transport;
import keyturn.client.link.WebSocketConnector;
import keyturn.client.session.Session;
import keyturn.client.session.SessionParts;
import keyturn.client.session.VaultWork;
import keyturn.client.trust.InMemoryKnownServers;
import keyturn.client.trust.KnownServers;
import keyturn.client.trust.KnownServersFile;
import keyturn.client.trust.ServerTrust;
import keyturn.client.vault.InMemoryVaults;
import keyturn.client.vault.VaultFolders;
import keyturn.client.vault.Vaults;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.PasswordKey;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.tunnel.CertificateAuthorityTrust;
import keyturn.protocol.tunnel.IdentityTrust;

/**
 * One person at one server. Commands never block and may come from any thread; what comes of them
 * arrives as {@link ClientEvent}s.
 *
 * <p>A client connects when it is opened and comes back by itself after every loss. A password is
 * sent only when the server is trusted, and is wiped when it has been used.
 */
public final class KeyturnClient implements AutoCloseable {
  private static final int MAX_HISTORY = 1000;
  private static final long CLOSE_SECONDS = 1;

  private final ClientSettings settings;
  private final ClientListener listener;
  private final ThreadLoop loop;
  private final ExecutorService vaultThread;
  private final ServerTrust trust;
  private final Session session;

  private KeyturnClient(
      ClientSettings settings, ClientListener listener, Transport.Connector connector) {
    this.settings = settings;
    this.listener = listener;
    this.loop = new ThreadLoop("keyturn-client");
    this.vaultThread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "keyturn-vault");
              thread.setDaemon(true);
              return thread;
            });
    this.trust =
        new ServerTrust(
            server(settings.server()),
            knownServers(settings),
            settings.trust(),
            settings.ca().map(file -> authority(file, settings)));
    // A file of pins that cannot be read must show now, not as an unknown server.
    Optional<Fingerprint> unused = trust.expected();
    SessionParts parts =
        new SessionParts(
            loop,
            settings.clock(),
            settings.random(),
            this::emit,
            vaults(settings),
            new VaultWork(vaultThread, loop),
            settings.deviceName());
    Link.Parts linkParts =
        new Link.Parts(
            loop,
            settings.clock(),
            settings.random(),
            connector,
            settings.tunnel(),
            () -> trust,
            settings.trace());
    this.session =
        new Session(
            parts,
            owner -> new Link(linkParts, owner),
            (identity, certificate) ->
                emit(
                    new ClientEvent.ServerUntrusted(
                        server(settings.server()),
                        identity.fingerprint(),
                        trust.expected(),
                        certificate)));
  }

  /**
   * Starts connecting. The listener hears of everything from here on.
   *
   * @throws UncheckedIOException if the CA file or the file of known servers cannot be read
   */
  public static KeyturnClient open(ClientSettings settings, ClientListener listener) {
    try {
      return open(
          settings,
          listener,
          WebSocketConnector.of(settings.server(), settings.ca(), settings.proxy()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static KeyturnClient open(
      ClientSettings settings, ClientListener listener, Transport.Connector connector) {
    KeyturnClient client = new KeyturnClient(settings, listener, connector);
    client.loop.execute(client.session::start);
    return client;
  }

  private static String server(URI uri) {
    return uri.getHost() + ":" + (uri.getPort() < 0 ? 443 : uri.getPort());
  }

  private static KnownServers knownServers(ClientSettings settings) {
    return settings
        .home()
        .<KnownServers>map(home -> new KnownServersFile(home.resolve("known-servers")))
        .orElseGet(InMemoryKnownServers::new);
  }

  private static Vaults vaults(ClientSettings settings) {
    return settings
        .home()
        .<Vaults>map(
            home ->
                new VaultFolders(
                    home,
                    server(settings.server()),
                    settings.random(),
                    PasswordKey.Cost.RECOMMENDED))
        .orElseGet(InMemoryVaults::new);
  }

  private static IdentityTrust authority(Path file, ClientSettings settings) {
    Clock clock = settings.clock();
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      return new CertificateAuthorityTrust(authorities, settings.server().getHost(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      throw new UncheckedIOException(new IOException("no certificates in " + file, e));
    }
  }

  private void emit(ClientEvent event) {
    settings.events().execute(() -> listener.onEvent(event));
  }

  /** Signs in as soon as the server is connected and trusted; {@code password} is wiped. */
  public void signIn(String username, char[] password) {
    char[] taken = take(password);
    loop.execute(() -> session.signIn(username, taken));
  }

  /**
   * Signs in without a password: a secret of the system's keyring opens the vault, and the resume
   * token in it is what the server is told. Refused with {@code TOKEN_REFUSED} where the server
   * wants a password again, and with {@link Trouble#VAULT_KEPT_SECRET} where the secret opens
   * nothing.
   *
   * @param secret 32 bytes in hex, as given to {@link #keepSignedIn}; is wiped
   */
  public void signInKept(String username, char[] secret) {
    char[] taken = take(secret);
    loop.execute(() -> session.signInKept(username, taken));
  }

  /**
   * Lets a secret open this account's vault from now on, until the password changes.
   *
   * @param secret 32 random bytes in hex, which the caller has put into the system's keyring; is
   *     wiped
   */
  public void keepSignedIn(char[] secret) {
    char[] taken = take(secret);
    SecretBytes bytes = SecretBytes.adopt(HexFormat.of().parseHex(CharBuffer.wrap(taken)));
    Arrays.fill(taken, '\0');
    loop.execute(() -> session.keep(bytes));
  }

  /** Only a password opens this account's vault from now on. */
  public void forgetKept() {
    loop.execute(session::forgetKept);
  }

  /** Makes an account and signs it in; {@code password} is wiped. */
  public void register(String username, char[] password, Optional<String> invitation) {
    char[] taken = take(password);
    loop.execute(() -> session.register(username, taken, invitation));
  }

  /**
   * Answers a {@link ClientEvent.VaultQuestion}: the password before the last change, which opens
   * the vault for the new one. Signs in again by itself.
   *
   * @param old is wiped
   */
  public void openOldVault(char[] old) {
    char[] taken = take(old);
    loop.execute(() -> session.openOldVault(taken));
  }

  /**
   * Answers a {@link ClientEvent.VaultQuestion}: an empty vault beside the old one, which stays.
   */
  public void beginNewVault() {
    loop.execute(session::beginNewVault);
  }

  /** Both are wiped. */
  public void changePassword(char[] current, char[] replacement) {
    char[] takenCurrent = take(current);
    char[] takenReplacement = take(replacement);
    loop.execute(() -> session.changePassword(takenCurrent, takenReplacement));
  }

  /** The account's devices. Completes on the client's thread, as the two that follow do. */
  public CompletableFuture<DevicesAnswer> devices() {
    return onLoop(session::devices);
  }

  /**
   * Gives one of the account's devices another name.
   *
   * @param name 1 to 256 bytes of UTF-8; the server leaves out what cannot be shown
   */
  public CompletableFuture<DevicesAnswer> renameDevice(DeviceId device, String name) {
    return onLoop(result -> session.renameDevice(device, name, result));
  }

  /**
   * Puts one of the account's devices out: it must sign in with the password again, and the keys
   * that it has seal nothing any more. This device may be named too; its session then ends.
   */
  public CompletableFuture<DevicesAnswer> revokeDevice(DeviceId device) {
    return onLoop(result -> session.revokeDevice(device, result));
  }

  private <T> CompletableFuture<T> onLoop(Consumer<CompletableFuture<T>> question) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(() -> question.accept(result));
    return result;
  }

  private static char[] take(char[] password) {
    char[] taken = password.clone();
    Arrays.fill(password, '\0');
    return taken;
  }

  /** Ends this device's resume token and the connection; the vault stays. */
  public void signOut() {
    loop.execute(session::signOut);
  }

  /**
   * Pins the key that the last {@link ClientEvent.ServerUntrusted} presented, and connects. A
   * server that then presents another key is asked about again.
   */
  public void trust(Fingerprint presented) {
    loop.execute(
        () -> {
          trust.pin(presented);
          session.link().trusted();
        });
  }

  public void refuseTrust() {
    loop.execute(() -> session.link().notTrusted());
  }

  /** Starts, or finds again, the supervised conversation with a person. */
  public void open(String with, Optional<CipherSuite> suite) {
    loop.execute(() -> session.open(with, suite));
  }

  public void leave(ConversationId conversation) {
    loop.execute(() -> session.leave(conversation));
  }

  /** Says whether the conversation is in front of somebody; its keys then turn without asking. */
  public void watch(ConversationId conversation, boolean watching) {
    loop.execute(() -> session.watch(conversation, watching));
  }

  /**
   * Says how this person can be reached, now and after every reconnect.
   *
   * @param presence any but {@link Presence#OFFLINE}
   */
  public void setPresence(Presence presence) {
    if (presence == Presence.OFFLINE) {
      throw new IllegalArgumentException("offline is what INVISIBLE looks like, or a sign-out");
    }
    loop.execute(() -> session.setPresence(presence));
  }

  /**
   * Puts a message into the vault and sends it when that is possible, in the order of the calls.
   *
   * @param text at most 48 KiB of UTF-8, not empty; else it ends in a {@code TEXT_NOT_SENDABLE}
   *     problem
   */
  public MessageId send(ConversationId conversation, String text) {
    MessageId id = MessageId.random(settings.random());
    loop.execute(() -> session.send(conversation, id, text));
    return id;
  }

  /** Sends a {@code NOT_DELIVERED} message again, under the same id. */
  public void retry(MessageId message) {
    loop.execute(() -> session.retry(message));
  }

  /** Removes a {@code NOT_DELIVERED} message, or one that was never on its way. */
  public void discard(MessageId message) {
    loop.execute(() -> session.discard(message));
  }

  /** Tells the sender that everything up to this sequence has been seen. */
  public void markRead(ConversationId conversation, long upToSequence) {
    loop.execute(() -> session.markRead(conversation, upToSequence));
  }

  /** Connects now instead of after the waiting time. */
  public void tryNow() {
    loop.execute(session::tryNow);
  }

  /**
   * Messages of a conversation, oldest first: first those the server has, then those that wait.
   * Completes on the client's thread.
   *
   * @param beforeSequence only messages with a lower sequence; {@code Long.MAX_VALUE} for the
   *     newest, and then with those that wait
   * @param limit at most so many; 1 to 1,000
   */
  public CompletableFuture<List<StoredMessage>> history(
      ConversationId conversation, long beforeSequence, int limit) {
    if (limit < 1 || limit > MAX_HISTORY) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_HISTORY + ", was " + limit);
    }
    CompletableFuture<List<StoredMessage>> result = new CompletableFuture<>();
    loop.execute(() -> session.history(conversation, beforeSequence, limit, result));
    return result;
  }

  /**
   * Messages whose text contains what is wanted, the newest first. Opens every text of the vault
   * off the calling thread; cancelling the result ends that. Completes on the client's thread.
   *
   * @param in only this conversation; empty for all
   * @param limit at most so many; 1 to 1,000
   */
  public CompletableFuture<List<StoredMessage>> search(
      Optional<ConversationId> in, String wanted, int limit) {
    if (limit < 1 || limit > MAX_HISTORY) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_HISTORY + ", was " + limit);
    }
    CompletableFuture<List<StoredMessage>> result = new CompletableFuture<>();
    loop.execute(() -> session.search(in, new SearchText(wanted), limit, result));
    return result;
  }

  /** What was being written in each conversation, by the last {@link #saveDraft}. */
  public CompletableFuture<Map<ConversationId, String>> drafts() {
    CompletableFuture<Map<ConversationId, String>> result = new CompletableFuture<>();
    loop.execute(() -> session.drafts(result));
    return result;
  }

  /**
   * Keeps what is being written, sealed in the vault; it survives a crash of the client.
   *
   * @param text empty if nothing is being written any more
   */
  public void saveDraft(ConversationId conversation, String text) {
    loop.execute(() -> session.saveDraft(conversation, text));
  }

  /** What {@link #saveNote} has kept for this account on this computer. */
  public CompletableFuture<Map<String, String>> notes() {
    return onLoop(session::notes);
  }

  /**
   * Keeps, sealed in the vault, what a window wants to remember about this account.
   *
   * @param name 1 to 64 characters of ASCII; one text for each
   */
  public void saveNote(String name, String text) {
    loop.execute(() -> session.saveNote(name, text));
  }

  /** Closes link and vault; what waits is sent next time. Waits for the vault, a second at most. */
  @Override
  public void close() {
    Runnable end =
        () -> {
          session.close();
          vaultThread.shutdown();
        };
    if (loop.isCurrentThread()) {
      end.run();
    } else {
      loop.execute(end);
    }
    try {
      if (!vaultThread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(KeyturnClient.class.getName())
            .log(System.Logger.Level.WARNING, "the vault is still closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      loop.close();
    }
  }
}
