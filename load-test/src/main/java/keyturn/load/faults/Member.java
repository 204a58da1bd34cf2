package keyturn.load.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientEvent;
import keyturn.client.ClientListener;
import keyturn.client.ClientSettings;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.client.Trouble;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultFolders;
import keyturn.client.vault.VaultInUseException;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.Vaults;
import keyturn.crypto.PasswordKey;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with the product's client and a vault on disk, who notes down everything. One thread but
 * for the client's.
 */
final class Member implements ClientListener, AutoCloseable {
  private static final long TYPING_MILLIS = 500;
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  private final String name;
  private final ClientSettings settings;
  private final Path home;
  private final History history;
  private final Laboratory.Way way;

  /** Of this start of the client: a message is shown when it is first heard of. */
  private final Set<MessageId> shown = new HashSet<>();

  private volatile Window window = new Window(new Looking());
  private final Set<Event> told = new HashSet<>();
  private volatile @Nullable KeyturnClient client;
  private @Nullable ConversationId conversation;
  private boolean signedIn;
  private int waiting;

  Member(Laboratory laboratory, String name, Clock clock, Laboratory.Way way, History history) {
    this.name = name;
    this.way = way;
    this.home = laboratory.homes().resolve(name);
    this.settings = laboratory.settings(name + "'s", home, clock, way);
    this.history = history;
  }

  String name() {
    return name;
  }

  Path home() {
    return home;
  }

  /** Starts the client and signs in. */
  void start() throws InterruptedException {
    synchronized (this) {
      shown.clear();
      signedIn = false;
    }
    Window opened = new Window(new Looking());
    window = opened;
    KeyturnClient started = KeyturnClient.open(settings, this);
    opened.of(started);
    client = started;
    signIn();
    synchronized (this) {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (!signedIn && System.nanoTime() < deadline) {
        wait(1000);
      }
      if (!signedIn) {
        throw new IllegalStateException(name + " could not sign in");
      }
    }
  }

  private void signIn() {
    running().signIn(name, Laboratory.PASSWORD.toCharArray());
  }

  private KeyturnClient running() {
    KeyturnClient current = client;
    if (current == null) {
      throw new IllegalStateException(name + "'s client does not run");
    }
    return current;
  }

  void open(String with) {
    running().open(with, Optional.empty());
  }

  synchronized ConversationId awaitConversation() throws InterruptedException {
    while (conversation == null) {
      wait(1000);
    }
    return conversation;
  }

  /** Writes a message, if the client runs; it counts as sent when it is on disk. */
  void send(String text) throws InterruptedException {
    ConversationId to = awaitConversation();
    KeyturnClient current = client;
    if (current != null) {
      current.send(to, text);
    }
  }

  /** How many of its messages the server has not confirmed. */
  synchronized int waiting() {
    return waiting;
  }

  void tryNow() {
    KeyturnClient current = client;
    if (current != null) {
      current.tryNow();
    }
  }

  /** This member's client as another program; this one must be closed. */
  Victim victim(Laboratory laboratory) throws IOException {
    return Victim.start(name, settings, laboratory, history);
  }

  @Override
  public void onEvent(ClientEvent event) {
    window.onEvent(event);
    if (event instanceof ClientEvent.ConversationChanged changed) {
      synchronized (this) {
        conversation = changed.conversation().id();
        waiting = changed.conversation().waiting();
        notifyAll();
      }
    } else if (event instanceof ClientEvent.SignedIn) {
      synchronized (this) {
        signedIn = true;
        notifyAll();
      }
    } else if (event instanceof ClientEvent.Problem problem
        && problem.reason().equals(Trouble.SERVER_RESTORED.reason())) {
      problem
          .conversation()
          .ifPresent(in -> history.add(new Event.Renumbered(name, in.toString())));
    } else if (event instanceof ClientEvent.SignInRefused) {
      // The token is not known to a server from a backup, or the vault is still being closed.
      Thread typing = new Thread(this::typeAgain, "typing");
      typing.setDaemon(true);
      typing.start();
    }
  }

  private void typeAgain() {
    try {
      TimeUnit.MILLISECONDS.sleep(TYPING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    KeyturnClient current = client;
    if (current != null) {
      current.signIn(name, Laboratory.PASSWORD.toCharArray());
    }
  }

  private final class Looking implements Window.Viewer {
    @Override
    public void found(StoredMessage message) {
      if (message.mine()) {
        noteMine(message);
      } else if (!history.wasShown(name, message.id().toString())) {
        noteReceived(message);
      }
    }

    @Override
    public void came(StoredMessage message) {
      if (message.mine()) {
        noteMine(message);
      } else {
        noteReceived(message);
      }
    }
  }

  private void noteMine(StoredMessage message) {
    String in = message.conversation().toString();
    String id = message.id().toString();
    once(new Event.Sent(name, in, id));
    switch (message.state()) {
      case WAITING -> {}
      case NOT_DELIVERED -> once(new Event.Refused(name, in, id));
      case STORED -> acknowledged(message, in, id);
      case DELIVERED -> {
        acknowledged(message, in, id);
        once(new Event.Receipt(in, id, Event.Kind.DELIVERED));
      }
      case READ -> {
        acknowledged(message, in, id);
        once(new Event.Receipt(in, id, Event.Kind.DELIVERED));
        once(new Event.Receipt(in, id, Event.Kind.READ));
      }
    }
  }

  private void noteReceived(StoredMessage message) {
    boolean first;
    synchronized (this) {
      first = shown.add(message.id());
    }
    if (first) {
      String in = message.conversation().toString();
      String id = message.id().toString();
      long sequence = message.sequence().orElse(0);
      history.add(new Event.Shown(name, in, id, message.senderName(), sequence));
      if (way == Laboratory.Way.DIRECT) {
        message.text().ifPresent(text -> history.add(bystander(text)));
      }
      if (sequence % 3 == 0) {
        history.add(new Event.Read(name, in, sequence));
        KeyturnClient current = client;
        if (current != null) {
          current.markRead(message.conversation(), sequence);
        }
      }
    }
  }

  private Event bystander(String text) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - Writer.writtenAt(text));
    return new Event.Bystander(name, millis);
  }

  private void acknowledged(StoredMessage message, String in, String id) {
    once(new Event.Acknowledged(name, in, id, message.sequence().orElse(0)));
  }

  private void once(Event event) {
    boolean isNew;
    synchronized (this) {
      isNew = told.add(event);
    }
    if (isNew) {
      history.add(event);
    }
  }

  /** After {@link #stop}: notes what is in the vault, as the next program would find it. */
  void noteVault(VaultUse use) throws InterruptedException {
    String server = settings.server().getHost() + ":" + settings.server().getPort();
    Vaults vaults =
        new VaultFolders(home, server, new SecureRandom(), PasswordKey.Cost.RECOMMENDED);
    try (Vault vault = open(vaults)) {
      ConversationId in = awaitConversation();
      for (VaultMessage message : vault.history(in, Long.MAX_VALUE, Integer.MAX_VALUE)) {
        noteOnDisk(in.toString(), message, use);
      }
    }
  }

  private void noteOnDisk(String in, VaultMessage message, VaultUse use) {
    String id = message.id().toString();
    history.add(new Event.OnDisk(name, in, id));
    boolean mine;
    synchronized (this) {
      mine = told.contains(new Event.Sent(name, in, id));
    }
    if (use == VaultUse.THROWN_AWAY && mine && message.status() == VaultMessage.Status.WAITING) {
      history.add(new Event.Forgotten(name, in, id));
    }
  }

  /** What becomes of a vault after it was looked at. */
  enum VaultUse {
    KEPT,
    THROWN_AWAY
  }

  /** The client that was just closed may still have it for a moment. */
  private Vault open(Vaults vaults) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        if (vaults.open(name, Laboratory.PASSWORD.toCharArray())
            instanceof Vaults.Unlocking.Opened opened) {
          return opened.vault();
        }
        throw new IllegalStateException("the vault of " + name + " does not open");
      } catch (VaultInUseException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(TYPING_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** The program ends in order; {@link #start} may follow. */
  void stop() {
    KeyturnClient current = client;
    if (current != null) {
      current.close();
      client = null;
    }
  }
}
