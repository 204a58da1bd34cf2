package keyturn.server.wiring;

import java.nio.file.Path;
import javax.sql.DataSource;
import keyturn.server.Workshop;
import keyturn.server.conversation.Arrival;
import keyturn.server.conversation.ConversationPolicy;
import keyturn.server.conversation.ConversationStore;
import keyturn.server.conversation.Conversations;
import keyturn.server.conversation.ConversationsInUse;
import keyturn.server.conversation.EpochKeys;
import keyturn.server.conversation.Epochs;
import keyturn.server.conversation.Erasure;
import keyturn.server.conversation.KeyHandover;
import keyturn.server.conversation.KeyRequests;
import keyturn.server.conversation.KeyRing;
import keyturn.server.conversation.Opening;
import keyturn.server.conversation.PersonLookup;
import keyturn.server.conversation.Rotation;
import keyturn.server.conversation.SharedKeys;
import keyturn.server.delivery.Delivery;
import keyturn.server.delivery.Feeds;
import keyturn.server.persistence.SqlBacklogStore;
import keyturn.server.persistence.SqlConversationStore;
import keyturn.server.persistence.SqlCursorStore;
import keyturn.server.persistence.SqlEpochStore;
import keyturn.server.persistence.SqlErasureStore;
import keyturn.server.persistence.SqlSendStore;
import keyturn.server.session.Sessions;

/** Conversations and delivery of this node, put together on a database. */
public final class ConversationServices implements AutoCloseable {
  private final Conversations conversations;
  private final Delivery delivery;
  private final Rotation rotation;
  private final Erasure erasure;

  private ConversationServices(
      Conversations conversations, Delivery delivery, Rotation rotation, Erasure erasure) {
    this.conversations = conversations;
    this.delivery = delivery;
    this.rotation = rotation;
    this.erasure = erasure;
  }

  /**
   * Opens the key ring and starts; after the schema was compared.
   *
   * @throws keyturn.server.conversation.KeyRingException if the ring is not this database's: the
   *     server must not start
   * @throws keyturn.server.StoreException if the database is away
   */
  public static ConversationServices start(
      DataSource database,
      ConversationPolicy policy,
      Path keyRing,
      PersonLookup people,
      Sessions sessions,
      Workshop workshop) {
    SqlEpochStore epochStore = new SqlEpochStore(database);
    KeyRing ring = KeyRing.open(keyRing, epochStore.keyRingUse(), workshop.random());
    SharedKeys keys =
        new SharedKeys(
            new Epochs(epochStore, new EpochKeys(ring, workshop.random()), workshop.nanoTime()),
            new KeyHandover(workshop.nanoTime()),
            new ConversationsInUse(workshop.nanoTime()));
    Feeds feeds = new Feeds(new SqlBacklogStore(database), keys, workshop);
    ConversationStore store = new SqlConversationStore(database);
    KeyRequests keyRequests = new KeyRequests(policy, keys, workshop.work(), workshop.nanoTime());
    Conversations conversations =
        new Conversations(
            new Arrival(store, keys, feeds, workshop),
            new Opening(policy, store, people, keyRequests, sessions, workshop.work()),
            keyRequests);
    Delivery delivery =
        Delivery.start(
            policy,
            new Delivery.Stores(new SqlSendStore(database), new SqlCursorStore(database)),
            keys,
            feeds,
            workshop);
    Rotation rotation = new Rotation(keys, sessions, workshop);
    rotation.start(workshop.timer());
    Erasure erasure =
        new Erasure(new SqlErasureStore(database), policy.retention(), ring, workshop.work());
    erasure.start(workshop.timer());
    return new ConversationServices(conversations, delivery, rotation, erasure);
  }

  public Conversations conversations() {
    return conversations;
  }

  public Delivery delivery() {
    return delivery;
  }

  @Override
  public void close() {
    erasure.close();
    rotation.close();
    delivery.close();
  }
}
