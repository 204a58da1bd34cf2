package keyturn.desktop.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import keyturn.client.LinkState;
import keyturn.client.ServerAddress;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.preferences.ProxyAddress;

/** The way to the server: a proxy, a test, and what the connection did. */
public final class NetworkViewModel {
  private static final int MAX_LINES = 200;

  private final PreferencesModel preferences;
  private final Computer computer;
  private final Connection connection;
  private final Executor ui;
  private final Times times;
  private final StringProperty host = new SimpleStringProperty("");
  private final StringProperty port = new SimpleStringProperty("");
  private final StringProperty user = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper();
  private final ObservableList<String> lines = FXCollections.observableArrayList();
  private final ObservableList<String> shown = FXCollections.unmodifiableObservableList(lines);

  public NetworkViewModel(
      PreferencesModel preferences,
      Computer computer,
      Connection connection,
      Executor ui,
      Times times) {
    this.preferences = preferences;
    this.computer = computer;
    this.connection = connection;
    this.ui = ui;
    this.times = times;
    preferences
        .get()
        .proxy()
        .ifPresent(
            proxy -> {
              host.set(proxy.host());
              port.set(Integer.toString(proxy.port()));
              user.set(proxy.user().orElse(""));
            });
  }

  /**
   * Uses the proxy of the fields from the next connection on; without a host the system's.
   *
   * @param password of the proxy's user, is taken over; one that is empty changes nothing
   */
  public void apply(char[] password) {
    error.set("");
    Optional<ProxyAddress> proxy = Optional.empty();
    if (!host.get().isBlank()) {
      try {
        proxy =
            Optional.of(
                new ProxyAddress(
                    host.get().strip(),
                    Integer.parseInt(port.get().strip()),
                    Optional.of(user.get().strip()).filter(name -> !name.isEmpty())));
      } catch (IllegalArgumentException e) {
        error.set(Texts.of("network.proxy-wrong"));
        Arrays.fill(password, '\0');
        return;
      }
    }
    Optional<ProxyAddress> next = proxy;
    if (next.flatMap(ProxyAddress::user).isEmpty()) {
      computer.proxyPassword(Optional.empty());
      Arrays.fill(password, '\0');
    } else if (password.length > 0) {
      computer.proxyPassword(Optional.of(password));
    }
    preferences.change(was -> was.withProxy(next));
  }

  public void test() {
    Optional<ServerAddress> server = connection.server().or(() -> preferences.get().server());
    if (server.isEmpty()) {
      outcome.set(Texts.of("network.no-server"));
      return;
    }
    testing.set(true);
    outcome.set(Texts.of("network.testing", server.get()));
    var unused =
        computer
            .test(server.get())
            .handleAsync(
                (found, failure) -> {
                  testing.set(false);
                  outcome.set(
                      failure == null
                          ? Texts.of("network.works", String.join(" ", found.words()))
                          : Texts.of("network.fails", server.get()));
                  return found;
                },
                ui);
  }

  public void link(LinkState state) {
    String text = line(state);
    if (lines.isEmpty() || !lines.get(lines.size() - 1).endsWith(text)) {
      lines.add(times.second(times.now()) + "  " + text);
    }
    if (lines.size() > MAX_LINES) {
      lines.remove(0);
    }
  }

  private static String line(LinkState state) {
    if (state instanceof LinkState.Connected connected) {
      return Texts.of("network.log.connected", connected.group(), connected.suite());
    } else if (state instanceof LinkState.Waiting waiting) {
      return Texts.of("network.log.waiting", Texts.of("loss." + waiting.cause().reason()));
    } else if (state instanceof LinkState.Ended ended) {
      return Texts.of("network.log.ended", Texts.of("network.end." + ended.end().name()));
    }
    return Texts.of(
        state instanceof LinkState.Parked ? "network.log.parked" : "network.log.connecting");
  }

  public StringProperty hostProperty() {
    return host;
  }

  public StringProperty portProperty() {
    return port;
  }

  public StringProperty userProperty() {
    return user;
  }

  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty testingProperty() {
    return testing.getReadOnlyProperty();
  }

  /** What the connection did, oldest first: no names, no texts. */
  public ObservableList<String> lines() {
    return shown;
  }
}
