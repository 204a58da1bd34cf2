package keyturn.desktop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;
import keyturn.client.CertificateFacts;
import keyturn.client.ClientEvent;
import keyturn.client.DeliveryState;
import keyturn.client.DevicesAnswer;
import keyturn.client.LinkState;
import keyturn.client.OwnDevice;
import keyturn.client.ServerAddress;
import keyturn.client.Trouble;
import keyturn.crypto.CipherSuite;
import keyturn.desktop.look.Theme;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.Presence;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;

/** Opens the real window over a scripted client, to look at: {@code Showcase sign-in light}. */
final class Showcase {
  private final List<ScriptedClient> clients = new ArrayList<>();

  private Showcase() {}

  public static void main(String[] args) {
    Showcase showcase = new Showcase();
    Platform.startup(() -> showcase.open(args[0], Theme.valueOf(args[1].toUpperCase(Locale.ROOT))));
  }

  private void open(String scene, Theme theme) {
    NoComputer computer = new NoComputer();
    DesktopViewModel model =
        new DesktopViewModel(
            (server, listener) -> {
              ScriptedClient client = new ScriptedClient(server, listener);
              clients.add(client);
              return client;
            },
            new NextPulse(),
            Runnable::run,
            Clock.system(ZoneId.systemDefault()),
            System::nanoTime,
            computer.surroundings());
    Stage stage = new Stage();
    new DesktopWindow(model, computer.preferences, theme, link -> {}).open(stage, Platform::exit);
    if (scene.equals("narrow")) {
      stage.setWidth(520);
    }
    model.start(Optional.of(ServerAddress.parse("chat.example.org:8443")), Optional.of("max"));
    ScriptedClient client = clients.get(0);
    switch (scene) {
      case "sign-in" ->
          client.say(
              Events.connected(),
              Events.welcomed(RegistrationPolicy.OPEN),
              new ClientEvent.SignInRefused(Reason.SIGN_IN_REFUSED, Duration.ZERO));
      case "create" -> {
        client.say(Events.connected(), Events.welcomed(RegistrationPolicy.INVITE));
        later(600, model.signIn()::switchMode);
      }
      case "trust" -> client.say(untrusted(Optional.empty()));
      case "changed" -> client.say(untrusted(Optional.of(Events.fingerprint("before"))));
      case "ended" -> {
        client.say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN), Events.signedIn());
        client.say(Events.link(new LinkState.Ended(LinkState.End.REPLACED, "")));
      }
      case "old-password" ->
          client.say(new ClientEvent.VaultQuestion(Trouble.VAULT_OTHER_PASSWORD, 1));
      case "damaged" -> client.say(new ClientEvent.VaultQuestion(Trouble.VAULT_DAMAGED, 0));
      case "disk-full" ->
          client.say(
              Events.connected(),
              Trouble.VAULT_FAILED.problem(),
              new ClientEvent.SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
      case "newer" ->
          client.say(
              Events.connected(),
              Trouble.VAULT_NEWER.problem(),
              new ClientEvent.SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
      case "in-use" ->
          client.say(
              Events.connected(),
              Trouble.VAULT_IN_USE.problem(),
              new ClientEvent.SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
      case "devices" -> {
        client.devices = new DevicesAnswer.Devices(devices());
        main(client, model, scene);
      }
      case "locked" -> {
        main(client, model, scene);
        later(900, model::lock);
      }
      default -> main(client, model, scene);
    }
  }

  private static List<OwnDevice> devices() {
    Instant now = Instant.now();
    Instant added = now.minus(Duration.ofDays(40));
    return List.of(
        new OwnDevice(Events.MY_DEVICE, "desktop on atlas", added, now, true, true),
        new OwnDevice(
            new DeviceId(12), "Laptop, Küche", added, now.minus(Duration.ofHours(5)), true, false),
        new OwnDevice(
            new DeviceId(13),
            "console on a machine with a rather long name in the cellar",
            added,
            now.minus(Duration.ofDays(3)),
            false,
            false));
  }

  private static ClientEvent untrusted(Optional<keyturn.crypto.Fingerprint> pinned) {
    return new ClientEvent.ServerUntrusted(
        "chat.example.org:8443",
        Events.fingerprint("server"),
        pinned,
        Optional.of(
            new CertificateFacts(
                "CN=chat.internal",
                "CN=chat.internal",
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("2027-11-01T00:00:00Z"),
                Optional.of("self-signed"))));
  }

  private static void main(ScriptedClient client, DesktopViewModel model, String scene) {
    client.say(Events.connected(), Events.welcomed(RegistrationPolicy.OPEN));
    client.say(
        Events.signedIn(
            CipherSuite.AES_256_GCM, CipherSuite.AES_128_GCM, CipherSuite.A256CBC_HS512));
    String[] people = {
      "Ada Lovelace", "Bruno Keller", "Chiara Rossi", "Émile Zola", "Farida Nasser", "Grace Hopper"
    };
    Presence[] presences = Presence.values();
    for (int i = 0; i < people.length; i++) {
      client.say(Events.person(i + 2, people[i], presences[(i + 1) % 4]));
    }
    Instant start = Instant.now().minus(Duration.ofMinutes(12));
    client.say(Events.conversation(1, 2, people[0], 0), Events.conversation(2, 3, people[1], 2));
    client.say(
        Events.message(
            Events.received(2, 90, 1, people[1], "I sent the minutes, can you check?", start)));
    String[] texts = {
      "Morning! Are we still on for ten?",
      "Yes. I booked the small room on the second floor.",
      "Great. I will bring the printed key sheet so we can compare the words in person.",
      "Got it",
      "Sounds good. The new build turns keys every 30 seconds, you can see the ring in the header"
          + " — if it ever turns amber the server is late, and messages wait until it recovers.",
      "Farida says مرحبا and Haruki says こんにちは 👍",
      "One more thing: https://wiki.example.org/onboarding#keys has the steps."
    };
    for (int i = 0; i < texts.length; i++) {
      Instant at = i == 0 ? start.minus(Duration.ofDays(1)) : start.plusSeconds(i * 70L);
      client.say(
          Events.message(
              i == 1 || i == 4 || i == 6
                  ? Events.own(
                      1,
                      i + 1,
                      i + 1,
                      texts[i],
                      at,
                      i == 1
                          ? DeliveryState.READ
                          : i == 4 ? DeliveryState.DELIVERED : DeliveryState.STORED)
                  : Events.received(1, i + 1, i + 1, people[0], texts[i], at)));
    }
    client.say(
        Events.message(
            Events.own(1, 50, 0, "This one waits.", Instant.now(), DeliveryState.WAITING)));
    client.say(Events.key(1, 1482, Duration.ofSeconds(19)));
    later(
        500,
        () -> {
          int row = scene.equals("start") ? 3 : 0;
          if (!scene.equals("nobody")) {
            model.people().select(Optional.of(model.people().rows().get(row)));
          }
          if (scene.equals("late")) {
            client.say(Events.key(1, 1483, Duration.ofSeconds(1)));
          }
          if (scene.equals("refused")) {
            client.say(new ClientEvent.KeyRefused(new ConversationId(1), Reason.SUITE_NOT_ALLOWED));
          }
          if (scene.equals("offline")) {
            client.say(
                Events.waiting(1, 2, people[0], 3), Events.offline(Duration.ofSeconds(9), 3));
          }
          if (scene.equals("failed")) {
            client.say(
                Events.message(
                    Events.own(
                        1, 51, 0, "This was refused.", Instant.now(), DeliveryState.NOT_DELIVERED)),
                new ClientEvent.Problem("vault-failed", "Disk full?", Optional.empty()));
          }
        });
  }

  private static void later(int millis, Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Platform.runLater(action);
            });
    thread.setDaemon(true);
    thread.start();
  }
}
