package keyturn.client.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import keyturn.client.link.ClientLoop;
import keyturn.client.vault.VaultException;

/** Runs what blocks on the vault's thread, in order, and comes back to the loop with the result. */
public final class VaultWork {
  private static final System.Logger LOG = System.getLogger(VaultWork.class.getName());

  private final Executor thread;
  private final ClientLoop loop;

  /**
   * @param thread one thread: its order is the order of the vault's transactions
   */
  public VaultWork(Executor thread, ClientLoop loop) {
    this.thread = thread;
    this.loop = loop;
  }

  /** One of the two is called, on the loop. After the client is closed, none. */
  <T> void run(Supplier<T> work, Consumer<T> then, Consumer<VaultException> onFailure) {
    try {
      thread.execute(() -> attempt(work, then, onFailure));
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.DEBUG, "the vault is closed");
    }
  }

  private <T> void attempt(Supplier<T> work, Consumer<T> then, Consumer<VaultException> onFailure) {
    T result;
    try {
      result = work.get();
    } catch (VaultException e) {
      LOG.log(System.Logger.Level.WARNING, String.valueOf(e.getMessage()));
      loop.execute(() -> onFailure.accept(e));
      return;
    }
    loop.execute(() -> then.accept(result));
  }
}
