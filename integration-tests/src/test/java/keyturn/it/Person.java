package keyturn.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.ConversationChanged;
import keyturn.client.ClientEvent.MessageChanged;
import keyturn.client.ClientEvent.SignInRefused;
import keyturn.client.ClientEvent.SignedIn;
import keyturn.client.ClientSettings;
import keyturn.client.DeliveryState;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;

/** Somebody at a client of the real client library, who writes down everything it shows. */
final class Person implements AutoCloseable {
  static final String PASSWORD = "kestrels over a quiet harbour";

  private final String name;
  private final Inbox<ClientEvent> events = new Inbox<>();
  private final KeyturnClient client;

  private Person(String name, ClientSettings settings) {
    this.name = name;
    this.client = KeyturnClient.open(settings, events::add);
  }

  /** At a client where nobody has signed in yet. */
  static Person at(ClientSettings settings, String name) {
    return new Person(name, settings);
  }

  /** Registered and signed in. */
  static Person newcomer(ClientSettings settings, String name) {
    return at(settings, name).register(Optional.empty());
  }

  /** Signed in to an account that exists. */
  static Person back(ClientSettings settings, String name) {
    return at(settings, name).signIn(PASSWORD);
  }

  Person register(Optional<String> invitation) {
    client.register(name, PASSWORD.toCharArray(), invitation);
    awaitSignedIn();
    return this;
  }

  Person signIn(String password) {
    client.signIn(name, password.toCharArray());
    awaitSignedIn();
    return this;
  }

  /**
   * After the server was away: by the resume token, or with the password where the token is younger
   * than the server's memory.
   */
  void comeBack(String password) {
    int before = events.all().size();
    client.tryNow();
    boolean refused =
        events.await(
            name + " comes back",
            all ->
                all.stream()
                    .skip(before)
                    .filter(e -> e instanceof SignedIn || e instanceof SignInRefused)
                    .findFirst()
                    .map(SignInRefused.class::isInstance));
    if (refused) {
      client.signIn(name, password.toCharArray());
      events.await(
          name + " signs in again",
          all -> all.stream().skip(before).filter(SignedIn.class::isInstance).findFirst());
    }
  }

  /** What the user was told to be wrong, each once for each time. */
  List<String> problems() {
    return events.all(ClientEvent.Problem.class).stream().map(ClientEvent.Problem::reason).toList();
  }

  private void awaitSignedIn() {
    events.await(
        "sign-in of " + name,
        all -> {
          for (ClientEvent event : all) {
            if (event instanceof ClientEvent.SignInRefused refused) {
              throw new AssertionError(name + " was refused: " + refused.reason());
            }
            if (event instanceof ClientEvent.SignedIn) {
              return Optional.of(event);
            }
          }
          return Optional.empty();
        });
  }

  String name() {
    return name;
  }

  KeyturnClient client() {
    return client;
  }

  Inbox<ClientEvent> events() {
    return events;
  }

  /** The conversation with {@code with}, in {@code suite} if there was none. */
  ConversationId talkTo(Person with, CipherSuite suite) {
    client.open(with.name, Optional.of(suite));
    ConversationId id = conversationWith(with.name);
    assertEquals(id, with.conversationWith(name), "both are in one conversation");
    return id;
  }

  /** Waits until a conversation with {@code other} is known. */
  ConversationId conversationWith(String other) {
    return events
        .await(ConversationChanged.class, changed -> changed.conversation().with().equals(other))
        .conversation()
        .id();
  }

  MessageId say(ConversationId conversation, String text) {
    return client.send(conversation, text);
  }

  /** Waits until the message with {@code text} is here. */
  StoredMessage awaitText(ConversationId conversation, String text) {
    return events
        .await(
            MessageChanged.class,
            changed ->
                !changed.message().mine()
                    && changed.message().conversation().equals(conversation)
                    && changed.message().text().equals(Optional.of(text)))
        .message();
  }

  /** Waits until an own message has come so far, or further. */
  StoredMessage awaitState(MessageId id, DeliveryState state) {
    return events
        .await(
            MessageChanged.class,
            changed ->
                changed.message().id().equals(id)
                    && changed.message().state().compareTo(state) >= 0)
        .message();
  }

  /** Waits until so many of the other's devices have an own message. */
  void awaitDelivered(MessageId id, int delivered, int devices) {
    events.await(
        MessageChanged.class,
        changed ->
            changed.message().id().equals(id)
                && changed.message().delivered() == delivered
                && changed.message().devices() == devices);
  }

  /** Waits until so many different messages of others are here; gives all, as they were shown. */
  List<StoredMessage> awaitReceived(ConversationId conversation, int count) {
    return events.await(
        count + " messages at " + name,
        all -> Optional.of(received(all, conversation)).filter(list -> list.size() >= count));
  }

  /** Every message of others in the order in which it was first shown. */
  List<StoredMessage> received(ConversationId conversation) {
    return received(events.all(), conversation);
  }

  private static List<StoredMessage> received(
      List<ClientEvent> events, ConversationId conversation) {
    Map<MessageId, StoredMessage> first = new LinkedHashMap<>();
    for (ClientEvent event : events) {
      if (event instanceof MessageChanged changed
          && !changed.message().mine()
          && changed.message().conversation().equals(conversation)) {
        StoredMessage shown = first.putIfAbsent(changed.message().id(), changed.message());
        if (shown != null) {
          assertEquals(shown.sequence(), changed.message().sequence(), "one place for a message");
        }
      }
    }
    return List.copyOf(first.values());
  }

  /** Waits until every one of so many own messages is shown: writing returns before that. */
  void awaitSent(ConversationId conversation, int count) {
    events.await(
        count + " messages of " + name,
        all -> Optional.of(sent(all, conversation)).filter(list -> list.size() >= count));
  }

  /** The latest state of every own message, in the order of writing. */
  List<StoredMessage> sent(ConversationId conversation) {
    return sent(events.all(), conversation);
  }

  private static List<StoredMessage> sent(List<ClientEvent> events, ConversationId conversation) {
    Map<MessageId, StoredMessage> last = new LinkedHashMap<>();
    for (ClientEvent event : events) {
      if (event instanceof MessageChanged changed
          && changed.message().mine()
          && changed.message().conversation().equals(conversation)) {
        last.put(changed.message().id(), changed.message());
      }
    }
    return new ArrayList<>(last.values());
  }

  /** Closes the client, as {@link #close} does, before the end of the test. */
  void goAway() {
    client.close();
  }

  @Override
  public void close() {
    client.close();
  }
}
