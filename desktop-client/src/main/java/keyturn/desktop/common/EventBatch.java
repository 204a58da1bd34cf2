package keyturn.desktop.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import keyturn.client.ClientEvent;
import keyturn.client.ClientListener;

/** Collects events until the UI thread comes for them, so that a burst costs one update. */
final class EventBatch implements ClientListener {
  private final Executor ui;
  private final Consumer<List<ClientEvent>> target;
  private List<ClientEvent> waiting = new ArrayList<>();

  EventBatch(Executor ui, Consumer<List<ClientEvent>> target) {
    this.ui = ui;
    this.target = target;
  }

  @Override
  public void onEvent(ClientEvent event) {
    boolean first;
    synchronized (this) {
      first = waiting.isEmpty();
      waiting.add(event);
    }
    if (first) {
      ui.execute(() -> target.accept(take()));
    }
  }

  private synchronized List<ClientEvent> take() {
    List<ClientEvent> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }
}
