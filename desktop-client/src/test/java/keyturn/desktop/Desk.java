package keyturn.desktop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.client.ClientEvent;
import keyturn.client.ServerAddress;
import keyturn.desktop.conversation.MessageRow;
import keyturn.protocol.message.RegistrationPolicy;

/** The window without its looks, over scripted clients, at a time that tests set. */
final class Desk {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final ServerAddress SERVER = ServerAddress.parse("chat.example.org:8443");

  final List<ScriptedClient> clients = new ArrayList<>();
  final NoComputer computer = new NoComputer();
  private long nanos;
  final DesktopViewModel model =
      new DesktopViewModel(
          (server, listener) -> {
            ScriptedClient client = new ScriptedClient(server, listener);
            clients.add(client);
            return client;
          },
          Runnable::run,
          Runnable::run,
          Clock.fixed(NOON, ZoneOffset.UTC),
          () -> nanos,
          computer.surroundings());

  /** A window opened with {@code --server} and {@code --user}. */
  static Desk atSignIn() {
    Desk desk = new Desk();
    desk.model.start(Optional.of(SERVER), Optional.of("max"));
    return desk;
  }

  static Desk signedIn() {
    Desk desk = atSignIn();
    desk.say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
    return desk;
  }

  /** Signed in, with a conversation (1) with Ada on show. */
  static Desk talking() {
    Desk desk = signedIn();
    desk.say(Events.conversation(1, 2, "Ada", 0));
    desk.choose("Ada");
    return desk;
  }

  ScriptedClient client() {
    return clients.get(clients.size() - 1);
  }

  void say(ClientEvent... events) {
    client().say(events);
  }

  void choose(String name) {
    model
        .people()
        .select(
            model.people().rows().stream().filter(r -> r.content().name().equals(name)).findAny());
  }

  void pass(Duration time) {
    nanos += time.toNanos();
    model.tick();
  }

  List<String> texts() {
    return model.chat().messages().stream().map(MessageRow::content).map(c -> c.text()).toList();
  }

  /** What was asked of the present client, and forgets it. */
  List<String> asked() {
    List<String> asked = List.copyOf(client().asked);
    client().asked.clear();
    return asked;
  }
}
