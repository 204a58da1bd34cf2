package keyturn.load.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keyturn.client.ClientEvent;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * What one start of a client shows of one conversation: first what its vault has, then what comes.
 * A client that was killed may have had a message on disk and shown it to nobody. On the client's
 * thread.
 */
final class Window {
  /** A vault gives no more at once; what is older was shown long before. */
  private static final int PAGE = 1000;

  /** Who looks at it. */
  interface Viewer {
    /** In the vault from an earlier start. */
    void found(StoredMessage message);

    /** Comes, or changes, now. */
    void came(StoredMessage message);
  }

  private final Viewer viewer;
  private final List<StoredMessage> early = new ArrayList<>();
  private @Nullable KeyturnClient client;
  private Stage stage = Stage.EMPTY;

  private enum Stage {
    EMPTY,
    LOADING,
    OPEN
  }

  Window(Viewer viewer) {
    this.viewer = viewer;
  }

  /** Before the client signs in: nothing of the vault is reported earlier. */
  synchronized void of(KeyturnClient opened) {
    client = opened;
  }

  synchronized void onEvent(ClientEvent event) {
    if (event instanceof ClientEvent.ConversationChanged changed) {
      load(changed.conversation().id());
    } else if (event instanceof ClientEvent.MessageChanged changed) {
      load(changed.message().conversation());
      if (stage == Stage.OPEN) {
        viewer.came(changed.message());
      } else {
        early.add(changed.message());
      }
    }
  }

  private void load(ConversationId conversation) {
    KeyturnClient current = client;
    if (stage != Stage.EMPTY || current == null) {
      return;
    }
    stage = Stage.LOADING;
    // After an error the vault is closed, and with it this window.
    var unused = current.history(conversation, Long.MAX_VALUE, PAGE).thenAccept(this::show);
  }

  private synchronized void show(List<StoredMessage> stored) {
    Map<MessageId, StoredMessage> coming = new LinkedHashMap<>();
    early.forEach(message -> coming.put(message.id(), message));
    // In the vault's order, which is that of the conversation.
    for (StoredMessage message : stored) {
      StoredMessage newer = coming.remove(message.id());
      if (newer == null) {
        viewer.found(message);
      } else {
        viewer.came(newer);
      }
    }
    coming.values().forEach(viewer::came);
    early.clear();
    stage = Stage.OPEN;
  }
}
