package keyturn.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import keyturn.client.ClientEvent;
import keyturn.client.ConversationView;
import keyturn.client.DeliveryState;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.client.Trouble;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ServerMessage.ConversationState;
import org.jspecify.annotations.Nullable;

/**
 * What happens between sign-in and quitting: typed lines become commands, events become output. All
 * of it on one thread.
 */
final class ConsoleSession implements ClientEvent.Handler {
  private final KeyturnClient client;
  private final Output output;
  private final SignInDialogue signIn;
  private final Optional<Prompt> prompt;
  private final LongSupplier nanoTime;
  private final CompletableFuture<ExitCode> ended;

  private final DeviceCommands devices;
  private final Roster roster = new Roster();

  /** Texts for people with whom the conversation is being opened, in the order of opening. */
  private final Map<String, List<String>> opening = new LinkedHashMap<>();

  private final Deque<String> typedBeforeSignIn = new ArrayDeque<>();
  private final Map<ConversationId, Long> shown = new HashMap<>();
  private final Map<MessageId, DeliveryState> sent = new HashMap<>();
  private final Set<MessageId> unconfirmed = new HashSet<>();
  private @Nullable String current;
  private @Nullable String me;
  private boolean signedIn;
  private boolean quitting;

  ConsoleSession(
      KeyturnClient client,
      Output output,
      SignInDialogue signIn,
      Optional<Prompt> prompt,
      Executor thread,
      LongSupplier nanoTime,
      CompletableFuture<ExitCode> ended) {
    this.client = client;
    this.output = output;
    this.signIn = signIn;
    this.prompt = prompt;
    this.nanoTime = nanoTime;
    this.ended = ended;
    this.devices = new DeviceCommands(client, output, prompt, thread, this::endIfDone);
  }

  /** A line that was typed; before sign-in it waits. */
  void typed(String line) {
    if (!signedIn) {
      typedBeforeSignIn.add(line);
      return;
    }
    InputLine input = InputLine.parse(line);
    if (input instanceof InputLine.Text text) {
      say(text.text());
    } else if (input instanceof InputLine.Help) {
      help();
    } else if (input instanceof InputLine.People) {
      people();
    } else if (input instanceof InputLine.Talk talk) {
      talk(talk.name(), talk.suite());
    } else if (input instanceof InputLine.Message message) {
      send(message.name(), Optional.empty(), message.text());
    } else if (input instanceof InputLine.Leave leave) {
      leave(leave.name());
    } else if (input instanceof InputLine.Keys keys) {
      keys(keys.name());
    } else if (input instanceof InputLine.ChangePassword change) {
      changePassword(change);
    } else if (input instanceof InputLine.Devices) {
      devices.list();
    } else if (input instanceof InputLine.Rename rename) {
      devices.rename(rename.number(), rename.name());
    } else if (input instanceof InputLine.Revoke revoke) {
      devices.revoke(revoke.number());
    } else if (input instanceof InputLine.Quit) {
      quit();
    } else if (input instanceof InputLine.Wrong wrong) {
      output.error("wrong-input", wrong.why());
    }
  }

  /** The end of the input, or /quit: ends as soon as everything sent is stored. */
  void quit() {
    quitting = true;
    endIfDone();
  }

  /** The time for {@link #quit} is up: what is not stored stays in the outbox. */
  void quitNow() {
    if (!unconfirmed.isEmpty() || !opening.isEmpty()) {
      output.error(
          "not-sent", "Not everything could be sent; it waits in the outbox for the next time.");
    }
    ended.complete(ExitCode.OK);
  }

  /** Names for completion. */
  List<String> names() {
    return List.copyOf(roster.names());
  }

  private void say(String text) {
    if (current == null) {
      output.error("no-conversation", "Say with whom first: /talk NAME");
    } else {
      send(current, Optional.empty(), text);
    }
  }

  private void talk(String name, Optional<CipherSuite> suite) {
    watchCurrent(false);
    current = name;
    Optional<ConversationView> active = roster.activeWith(name);
    if (active.isPresent() && (suite.isEmpty() || suite.get() == active.get().suite())) {
      output.conversation(active.get());
      watchCurrent(true);
    } else {
      open(name, suite);
    }
  }

  private void send(String name, Optional<CipherSuite> suite, String text) {
    Optional<ConversationView> active = roster.activeWith(name);
    if (active.isPresent()) {
      send(active.get().id(), text);
    } else {
      open(name, suite).add(text);
    }
  }

  private List<String> open(String name, Optional<CipherSuite> suite) {
    List<String> waiting = opening.get(Roster.fold(name));
    if (waiting == null || suite.isPresent()) {
      client.open(name, suite);
    }
    return opening.computeIfAbsent(Roster.fold(name), key -> new ArrayList<>());
  }

  private void send(ConversationId conversation, String text) {
    MessageId id = client.send(conversation, text);
    unconfirmed.add(id);
  }

  private void leave(String name) {
    roster
        .activeWith(name)
        .ifPresentOrElse(
            c -> client.leave(c.id()),
            () -> output.error("no-conversation", "There is no conversation with " + name + "."));
  }

  private void keys(String name) {
    Optional<Roster.Key> key = roster.activeWith(name).flatMap(c -> roster.key(c.id()));
    if (key.isEmpty()) {
      output.error("no-key", "There is no key with " + name + " yet; it comes when you talk.");
      return;
    }
    long left = Math.max(0, key.get().endsAtNanos() - nanoTime.getAsLong());
    ClientEvent.KeyChanged event = key.get().event();
    output.key(event.with(), event.epoch(), event.suite(), Duration.ofNanos(left));
  }

  private void people() {
    List<String> others = roster.names().stream().filter(name -> !name.equals(me)).toList();
    others.forEach(name -> output.person(name, roster.presence(name)));
    if (others.isEmpty()) {
      output.note("Nobody else is here yet.");
    }
  }

  private void help() {
    for (String line : HELP) {
      output.note(line);
    }
  }

  private void changePassword(InputLine.ChangePassword change) {
    Optional<char[]> now = change.current().map(String::toCharArray);
    Optional<char[]> next = change.replacement().map(String::toCharArray);
    if (now.isEmpty() && prompt.isPresent()) {
      now = prompt.get().askSecret("Current password: ");
      next = now.isEmpty() ? Optional.empty() : prompt.get().askSecret("New password: ");
      Optional<char[]> again =
          next.isEmpty() ? Optional.empty() : prompt.get().askSecret("New password once more: ");
      if (next.isPresent() && again.isPresent() && !Arrays.equals(next.get(), again.get())) {
        output.error("passwords-differ", "The two new passwords differ; nothing was changed.");
        return;
      }
    }
    if (now.isPresent() && next.isPresent()) {
      client.changePassword(now.get(), next.get());
    } else {
      output.error("wrong-input", "Without a terminal write: /password CURRENT NEW");
    }
  }

  private void watchCurrent(boolean watching) {
    if (current != null) {
      roster.activeWith(current).ifPresent(c -> client.watch(c.id(), watching));
    }
  }

  private void endIfDone() {
    if (quitting && signedIn && unconfirmed.isEmpty() && opening.isEmpty() && devices.isIdle()) {
      ended.complete(ExitCode.OK);
    }
  }

  @Override
  public void onLinkChanged(ClientEvent.LinkChanged event) {
    output.link(event.state());
    signIn.link(event.state());
  }

  @Override
  public void onServerUntrusted(ClientEvent.ServerUntrusted event) {
    signIn.untrusted(event);
  }

  @Override
  public void onWelcomed(ClientEvent.Welcomed event) {
    signIn.welcomed(event);
  }

  @Override
  public void onSignedIn(ClientEvent.SignedIn event) {
    signIn.signedIn();
    output.signedIn(event);
    me = event.name();
    watchCurrent(true);
  }

  @Override
  public void onSignInRefused(ClientEvent.SignInRefused event) {
    signIn.refused(event);
  }

  @Override
  public void onVaultQuestion(ClientEvent.VaultQuestion event) {
    Optional<char[]> old = Optional.empty();
    if (prompt.isPresent() && event.why() == Trouble.VAULT_OTHER_PASSWORD) {
      output.note(
          event.wrongPasswords() == 0 ? event.why().text() : "This password does not open them.");
      old = prompt.get().askSecret("Password before the last change (empty: begin anew): ");
    }
    if (old.isPresent() && old.get().length > 0) {
      client.openOldVault(old.get());
    } else {
      client.beginNewVault();
    }
  }

  @Override
  public void onPasswordChanged(ClientEvent.PasswordChanged event) {
    output.note("The password is changed. Other devices must sign in anew.");
  }

  @Override
  public void onPersonChanged(ClientEvent.PersonChanged event) {
    if (roster.person(event.name(), event.presence()) && !event.name().equals(me)) {
      output.person(event.name(), event.presence());
    }
    // The list of people comes right after the sign-in; what was typed may name any of them.
    if (!signedIn && event.name().equals(me)) {
      signedIn = true;
      while (!typedBeforeSignIn.isEmpty()) {
        typed(typedBeforeSignIn.remove());
      }
      endIfDone();
    }
  }

  @Override
  public void onConversationChanged(ClientEvent.ConversationChanged event) {
    ConversationView view = event.conversation();
    Optional<ConversationView> before = roster.conversation(view);
    boolean changed =
        before.isEmpty()
            || before.get().state() != view.state()
            || before.get().suite() != view.suite();
    boolean asked =
        view.state() == ConversationState.ACTIVE && opening.containsKey(Roster.fold(view.with()));
    if (changed || asked) {
      output.conversation(view);
    }
    if (asked) {
      List<String> texts = opening.remove(Roster.fold(view.with()));
      texts.forEach(text -> send(view.id(), text));
      if (current != null && Roster.fold(current).equals(Roster.fold(view.with()))) {
        client.watch(view.id(), true);
      }
      endIfDone();
    }
  }

  @Override
  public void onKeyChanged(ClientEvent.KeyChanged event) {
    roster.key(event, nanoTime.getAsLong());
    if (event.validFor().compareTo(Duration.ZERO) > 0) {
      output.key(event.with(), event.epoch(), event.suite(), event.validFor());
    }
  }

  @Override
  public void onKeyRefused(ClientEvent.KeyRefused event) {
    // The problem that follows says it.
  }

  @Override
  public void onMessageChanged(ClientEvent.MessageChanged event) {
    StoredMessage message = event.message();
    boolean fromHere = unconfirmed.contains(message.id()) || sent.containsKey(message.id());
    if (message.mine() && fromHere) {
      receipt(message);
      return;
    }
    long sequence = message.sequence().orElse(0);
    if (sequence > shown.getOrDefault(message.conversation(), 0L)) {
      shown.put(message.conversation(), sequence);
      output.message(message);
      if (!message.mine()) {
        client.markRead(message.conversation(), sequence);
      }
    }
  }

  private void receipt(StoredMessage message) {
    if (message.state() == DeliveryState.WAITING || sent.get(message.id()) == message.state()) {
      return;
    }
    unconfirmed.remove(message.id());
    if (message.state() == DeliveryState.READ) {
      sent.remove(message.id());
    } else {
      sent.put(message.id(), message.state());
    }
    String with = roster.view(message.conversation()).map(ConversationView::with).orElse("?");
    output.receipt(with, message);
    endIfDone();
  }

  @Override
  public void onProblem(ClientEvent.Problem event) {
    output.error(event.reason(), event.text());
    event
        .person()
        .map(Roster::fold)
        .ifPresent(
            person -> {
              List<String> unsent = opening.remove(person);
              if (unsent != null && !unsent.isEmpty()) {
                output.error("not-sent", unsent.size() + " messages were not sent.");
              }
              if (current != null && Roster.fold(current).equals(person)) {
                current = null;
              }
            });
    endIfDone();
  }

  private static final List<String> HELP =
      List.of(
          "/people                     who is here",
          "/talk NAME [suite=SUITE]    talk with NAME; plain text then goes there",
          "/msg NAME TEXT              one message, without changing the conversation",
          "/leave NAME                 end the conversation with NAME",
          "/keys NAME                  the key in use: number, suite, how long it is valid",
          "/password                   change your password",
          "/devices                    your devices, numbered",
          "/rename NUMBER NAME         give one of them another name",
          "/revoke NUMBER              put one of them out: it must sign in anew",
          "/quit                       leave (Ctrl-D does the same)",
          "//text sends a text that begins with a slash. Names with spaces go into \"…\".",
          "Supervised conversations can be read by the operator of this server.");
}
