package keyturn.load.workload;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.load.client.LoadUser;
import keyturn.load.target.Person;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ServerMessage.ConversationState;

/** Two people in a supervised conversation. */
final class KeyturnPair implements Pair {
  /** Answer and receipt may come in one frame, and then a message is never only stored. */
  private static final Set<DeliveryState> ACCEPTED =
      EnumSet.of(DeliveryState.STORED, DeliveryState.DELIVERED, DeliveryState.READ);

  private final Set<MessageId> acknowledged = new HashSet<>();
  private final LoadUser a;
  private final LoadUser.World world;
  private LoadUser b;
  private final CipherSuite suite;
  private final CompletableFuture<Pair> ready = new CompletableFuture<>();
  private Hearing hearing = (at, payload) -> {};
  private int signedIn;
  private Optional<ConversationId> knownToA = Optional.empty();
  private Optional<ConversationId> knownToB = Optional.empty();
  private long accepted;
  private long drained;

  private KeyturnPair(LoadUser.World world, Person first, Person second, CipherSuite suite) {
    this.world = world;
    this.suite = suite;
    this.a = new LoadUser(world, first, listener(Side.A));
    this.b = new LoadUser(world, second, listener(Side.B));
  }

  /** Signs both in and opens their conversation; complete when both know of it. On the loop. */
  static CompletableFuture<Pair> start(
      LoadUser.World world, Person first, Person second, CipherSuite suite) {
    KeyturnPair pair = new KeyturnPair(world, first, second, suite);
    pair.a.signIn();
    pair.b.signIn();
    return pair.ready;
  }

  private Consumer<ClientEvent> listener(Side side) {
    return event -> {
      if (event instanceof ClientEvent.MessageChanged changed) {
        onMessage(side, changed.message());
      } else if (event instanceof ClientEvent.ConversationChanged changed) {
        onConversation(side, changed);
      } else if (event instanceof ClientEvent.SignedIn) {
        onSignedIn();
      } else if (event instanceof ClientEvent.SignInRefused refused) {
        ready.completeExceptionally(
            new IllegalStateException("sign-in refused: " + refused.reason()));
      } else if (event instanceof ClientEvent.Problem problem) {
        ready.completeExceptionally(new IllegalStateException(problem.text()));
      }
    };
  }

  private void onSignedIn() {
    signedIn++;
    if (signedIn == 2) {
      a.open(b.person().name(), Optional.of(suite));
    }
  }

  private void onConversation(Side side, ClientEvent.ConversationChanged changed) {
    if (ready.isDone()
        || changed.conversation().state() != ConversationState.ACTIVE
        || !changed.conversation().with().equals(other(side).person().name())) {
      return;
    }
    Optional<ConversationId> its = Optional.of(changed.conversation().id());
    if (side == Side.A) {
      knownToA = its;
    } else {
      knownToB = its;
    }
    if (knownToA.isPresent() && knownToA.equals(knownToB)) {
      ready.complete(this);
    }
  }

  private LoadUser other(Side side) {
    return side == Side.A ? b : a;
  }

  private void onMessage(Side side, StoredMessage message) {
    if (!message.mine()) {
      message.text().flatMap(Payload::of).ifPresent(payload -> hearing.heard(side, payload));
    } else if (ACCEPTED.contains(message.state()) && acknowledged.add(message.id())) {
      accepted++;
    }
  }

  @Override
  public void send(Side from, Payload payload) {
    (from == Side.A ? a : b).send(knownToA.orElseThrow(), payload.text());
  }

  /** B goes, and will find everything later. */
  void sendAway() {
    b.close();
    hearing = (at, payload) -> drained += at == Side.B && payload.number() == drained + 1 ? 1 : 0;
  }

  /** B comes back with an empty memory and the token of before. */
  void comeBack() {
    b = new LoadUser(world, b.person(), listener(Side.B));
    b.signIn();
  }

  /** What B has got since it came back, in order and without a gap. */
  long drained() {
    return drained;
  }

  @Override
  public void listen(Hearing next) {
    hearing = next;
  }

  @Override
  public long accepted() {
    return accepted;
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }
}
