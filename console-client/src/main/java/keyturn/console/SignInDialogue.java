package keyturn.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import keyturn.client.ClientEvent;
import keyturn.client.KeyturnClient;
import keyturn.client.LinkState;
import keyturn.client.Trouble;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.message.Reason;

/** Gets from "connecting" to "signed in", or to the exit code that says why not. */
final class SignInDialogue {
  /** How often a busy server is asked again by itself. */
  private static final int MAX_BUSY_RETRIES = 5;

  private static final int MAX_PASSWORDS_AT_TERMINAL = 3;

  private final KeyturnClient client;
  private final ConsoleOptions options;
  private final PasswordSource passwords;
  private final Output output;
  private final Optional<Prompt> prompt;
  private final ScheduledExecutorService loop;
  private final CompletableFuture<ExitCode> ended;

  private boolean everConnected;
  private boolean everSignedIn;
  private boolean asked;
  private int busyRetries;
  private int refusals;
  private int minPasswordCharacters;

  SignInDialogue(
      KeyturnClient client,
      ConsoleOptions options,
      PasswordSource passwords,
      Output output,
      Optional<Prompt> prompt,
      ScheduledExecutorService loop,
      CompletableFuture<ExitCode> ended) {
    this.client = client;
    this.options = options;
    this.passwords = passwords;
    this.output = output;
    this.prompt = prompt;
    this.loop = loop;
    this.ended = ended;
  }

  void link(LinkState state) {
    if (state instanceof LinkState.Connected) {
      everConnected = true;
    } else if (state instanceof LinkState.Waiting && !everConnected) {
      output.error(
          Trouble.SERVER_UNREACHABLE.reason(),
          "The server "
              + options.server
              + " cannot be reached. Is the address right, does it run?");
      ended.complete(ExitCode.SERVER_UNREACHABLE);
    } else if (state instanceof LinkState.Ended over) {
      ended.complete(
          switch (over.end()) {
            case UNTRUSTED -> ExitCode.SERVER_UNTRUSTED;
            case SIGNED_OUT, CLOSED -> ExitCode.OK;
            case REPLACED, REVOKED -> ExitCode.SIGN_IN_REFUSED;
            case INCOMPATIBLE, PROTOCOL, SOCKS_PROXY -> {
              output.error(
                  over.end().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                  over.text());
              yield ExitCode.SERVER_UNREACHABLE;
            }
          });
    }
  }

  void untrusted(ClientEvent.ServerUntrusted event) {
    output.untrusted(event);
    Optional<String> answer = Optional.empty();
    if (prompt.isPresent() && options.trust == null) {
      answer =
          prompt
              .get()
              .ask(
                  event.pinned().isPresent()
                      ? "To replace the trusted key type " + event.server() + ": "
                      : "Trust this server? Type yes: ");
    }
    String wanted = event.pinned().isPresent() ? event.server() : "yes";
    Fingerprint presented = event.presented();
    if (answer.map(String::strip).filter(wanted::equalsIgnoreCase).isPresent()) {
      client.trust(presented);
    } else {
      if (prompt.isEmpty()) {
        output.note("Give the right fingerprint with --trust to go on.");
      }
      client.refuseTrust();
      ended.complete(ExitCode.SERVER_UNTRUSTED);
    }
  }

  void welcomed(ClientEvent.Welcomed event) {
    minPasswordCharacters = event.minPasswordCharacters();
    if (!asked) {
      asked = true;
      attempt();
    }
  }

  void signedIn() {
    everSignedIn = true;
    busyRetries = 0;
    refusals = 0;
  }

  void refused(ClientEvent.SignInRefused event) {
    boolean busy = event.reason() == Reason.BUSY || event.reason() == Reason.TRY_AGAIN;
    if (busy && busyRetries < MAX_BUSY_RETRIES) {
      busyRetries++;
      Duration pause = event.retryAfter().isZero() ? Duration.ofSeconds(2) : event.retryAfter();
      var unused = loop.schedule(this::attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    if (event.reason() == Reason.TOKEN_REFUSED) {
      attempt();
      return;
    }
    output.error(Trouble.reason(event.reason()), text(event));
    refusals++;
    boolean again =
        event.reason() == Reason.SIGN_IN_REFUSED
            && passwords instanceof PasswordSource.AtTerminal
            && refusals < MAX_PASSWORDS_AT_TERMINAL;
    if (again) {
      attempt();
    } else {
      ended.complete(ExitCode.SIGN_IN_REFUSED);
    }
  }

  private void attempt() {
    Optional<char[]> password;
    try {
      password = passwords.password();
    } catch (IOException e) {
      output.error("wrong-usage", "The password file cannot be read: " + e.getMessage());
      ended.complete(ExitCode.WRONG_USAGE);
      return;
    }
    if (password.isEmpty()) {
      output.error("no-password", "No password was given, or the two were not the same.");
      ended.complete(ExitCode.SIGN_IN_REFUSED);
    } else if (options.register && !everSignedIn) {
      client.register(user(), password.get(), options.invitation());
    } else {
      client.signIn(user(), password.get());
    }
  }

  private String user() {
    return options.user == null ? "" : options.user;
  }

  private String text(ClientEvent.SignInRefused event) {
    String when =
        event.retryAfter().isZero()
            ? ""
            : " Try again in " + Math.max(1, event.retryAfter().toSeconds()) + " s.";
    return switch (event.reason()) {
          case SIGN_IN_REFUSED -> "The name or the password is wrong.";
          case TOO_MANY_ATTEMPTS -> "Too many attempts.";
          case BUSY, TRY_AGAIN -> "The server is busy.";
          case REGISTRATION_CLOSED -> "This server does not let people make accounts themselves.";
          case INVITATION_REFUSED -> "This server wants a valid invitation: --invitation CODE.";
          case NAME_TAKEN -> "This name is taken; sign in without --register, or choose another.";
          case NAME_NOT_ALLOWED ->
              "This name is not allowed: 1 to 64 letters and digits of one script.";
          case PASSWORD_NOT_ALLOWED ->
              ("This password is not allowed: %d characters or more, at most 72 bytes, not one of"
                      + " the common ones, not the name.")
                  .formatted(minPasswordCharacters);
          default -> "The sign-in is refused (" + Trouble.reason(event.reason()) + ").";
        }
        + when;
  }
}
