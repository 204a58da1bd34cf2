package keyturn.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Runs on the UI thread what has come up since the last frame, once a frame. */
final class NextPulse implements Executor {
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          stop();
          take().forEach(Runnable::run);
        }
      };
  private List<Runnable> waiting = new ArrayList<>();

  @Override
  public void execute(Runnable action) {
    boolean first;
    synchronized (this) {
      first = waiting.isEmpty();
      waiting.add(action);
    }
    if (first) {
      Platform.runLater(timer::start);
    }
  }

  private synchronized List<Runnable> take() {
    List<Runnable> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }
}
