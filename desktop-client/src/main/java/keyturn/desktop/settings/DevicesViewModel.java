package keyturn.desktop.settings;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import keyturn.client.DevicesAnswer;
import keyturn.client.OwnDevice;
import keyturn.client.SafeText;
import keyturn.client.Trouble;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;
import keyturn.desktop.common.Times;

/** The devices of the account; renaming one, putting one out after a second question. */
public final class DevicesViewModel {
  /** What is being done to one device. */
  public enum Step {
    RENAMING,
    REVOKING
  }

  /** The row that is open. */
  public record Open(OwnDevice device, Step step) {}

  private final Connection connection;
  private final Executor ui;
  private final Times times;
  private final ObservableList<OwnDevice> devices = FXCollections.observableArrayList();
  private final ObservableList<OwnDevice> shown = FXCollections.unmodifiableObservableList(devices);
  private final ReadOnlyObjectWrapper<Optional<Open>> open =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /** Counts the sign-ins, so that no answer is shown to whoever signs in next. */
  private int stay;

  public DevicesViewModel(Connection connection, Executor ui, Times times) {
    this.connection = connection;
    this.ui = ui;
    this.times = times;
  }

  public void load() {
    ask(Client::devices);
  }

  public void left() {
    stay++;
    devices.clear();
    open.set(Optional.empty());
    error.set("");
    busy.set(false);
  }

  public void begin(OwnDevice device, Step step) {
    error.set("");
    open.set(Optional.of(new Open(device, step)));
  }

  public void cancel() {
    open.set(Optional.empty());
  }

  /** Gives the row that is open another name. */
  public void rename(String name) {
    Optional<OwnDevice> device = opened(Step.RENAMING);
    if (name.isBlank()) {
      error.set(Texts.of("devices.name-missing"));
    } else if (device.isPresent()) {
      ask(client -> client.renameDevice(device.get().id(), name.strip()));
    }
  }

  /** The user has said yes to what {@link #begin} asked. */
  public void revoke() {
    opened(Step.REVOKING).ifPresent(device -> ask(client -> client.revokeDevice(device.id())));
  }

  private Optional<OwnDevice> opened(Step step) {
    return open.get().filter(one -> one.step() == step).map(Open::device);
  }

  private void ask(Function<Client, CompletableFuture<DevicesAnswer>> question) {
    Optional<Client> client = connection.client();
    if (client.isEmpty() || busy.get()) {
      return;
    }
    busy.set(true);
    error.set("");
    int asked = stay;
    var unused =
        question
            .apply(client.get())
            .thenAcceptAsync(
                answer -> {
                  if (asked == stay) {
                    answered(answer);
                  }
                },
                ui);
  }

  private void answered(DevicesAnswer answer) {
    busy.set(false);
    if (answer instanceof DevicesAnswer.Devices all) {
      open.set(Optional.empty());
      devices.setAll(all.devices());
    } else if (answer instanceof DevicesAnswer.Refused refused) {
      String key = "devices." + Trouble.reason(refused.reason());
      long seconds = Math.max(1, refused.retryAfter().toSeconds());
      error.set(Texts.has(key) ? Texts.of(key, seconds) : Texts.of("devices.other"));
    } else {
      error.set(Texts.of("devices.unreachable"));
    }
  }

  /** Its name, harmless to show. */
  static String name(OwnDevice device) {
    return SafeText.line(device.name());
  }

  String seen(OwnDevice device) {
    String seen =
        device.connected()
            ? Texts.of("devices.connected")
            : Texts.of("devices.last-seen", times.dayAndTime(device.lastSeen()));
    return seen + " · " + Texts.of("devices.added", times.dayAndTime(device.added()));
  }

  public ObservableList<OwnDevice> devices() {
    return shown;
  }

  public ReadOnlyObjectProperty<Optional<Open>> openProperty() {
    return open.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
