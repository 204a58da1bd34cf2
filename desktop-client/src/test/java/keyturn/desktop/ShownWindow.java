package keyturn.desktop;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import keyturn.client.ClientEvent;
import keyturn.desktop.look.Motion;
import keyturn.desktop.look.Theme;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.RegistrationPolicy;
import org.testfx.util.WaitForAsyncUtils;

/** The real main window over a scripted client, at noon, with nothing that moves by itself. */
final class ShownWindow {
  private static final int PATIENCE_SECONDS = 30;

  final List<String> opened = new ArrayList<>();
  final Stage stage;
  final DesktopViewModel model;
  private final List<ScriptedClient> clients = new ArrayList<>();

  private final NoComputer computer = new NoComputer();

  /** On the UI thread. */
  ShownWindow(Stage stage, Theme theme) {
    this.stage = stage;
    model =
        new DesktopViewModel(
            (server, listener) -> {
              ScriptedClient client = new ScriptedClient(server, listener);
              clients.add(client);
              return client;
            },
            Platform::runLater,
            Runnable::run,
            Clock.fixed(Desk.NOON, ZoneOffset.UTC),
            () -> 0,
            computer.surroundings());
    computer.preferences.change(was -> was.withMotion(Motion.REDUCED));
    new DesktopWindow(model, computer.preferences, theme, l -> opened.add(l.host()))
        .open(stage, model::close);
    model.start(Optional.of(Desk.SERVER), Optional.of("max"));
  }

  ScriptedClient client() {
    return clients.get(0);
  }

  void say(ClientEvent... events) {
    client().say(events);
    WaitForAsyncUtils.waitForFxEvents();
  }

  void signIn() {
    say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
    say(
        Events.person(2, "Ada Lovelace", Presence.AVAILABLE),
        Events.person(3, "Bruno Keller", Presence.BUSY),
        Events.person(4, "Chiara Rossi", Presence.AWAY),
        Events.conversation(1, 2, "Ada Lovelace", 0),
        Events.conversation(2, 3, "Bruno Keller", 2),
        Events.key(1, 1482, Duration.ofSeconds(17)));
  }

  void choose(String name) {
    var unused =
        WaitForAsyncUtils.asyncFx(
            () ->
                model
                    .people()
                    .select(
                        model.people().rows().stream()
                            .filter(r -> r.content().name().equals(name))
                            .findAny()));
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** A condition of the UI thread. */
  void await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
    } catch (TimeoutException e) {
      throw new AssertionError(what, e);
    }
  }
}
