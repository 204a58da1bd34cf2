package keyturn.desktop.settings;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The servers whose keys were trusted. */
public final class SecurityViewModel {
  private final Computer computer;
  private final Executor ui;
  private final ObservableList<TrustedServer> servers = FXCollections.observableArrayList();
  private final ObservableList<TrustedServer> shown =
      FXCollections.unmodifiableObservableList(servers);

  public SecurityViewModel(Computer computer, Executor ui) {
    this.computer = computer;
    this.ui = ui;
  }

  public void load() {
    show(computer.trustedServers());
  }

  /** The next connection to it asks as the first one did. */
  public void forget(TrustedServer server) {
    show(computer.forget(server.server()));
  }

  private void show(CompletableFuture<List<TrustedServer>> answer) {
    var unused = answer.thenAcceptAsync(servers::setAll, ui);
  }

  public ObservableList<TrustedServer> servers() {
    return shown;
  }
}
