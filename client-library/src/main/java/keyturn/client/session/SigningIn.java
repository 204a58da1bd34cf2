package keyturn.client.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.ClientEvent.SignInRefused;
import keyturn.client.ClientEvent.VaultQuestion;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultAccount;
import keyturn.client.vault.VaultDamagedException;
import keyturn.client.vault.VaultException;
import keyturn.client.vault.VaultInUseException;
import keyturn.client.vault.VaultNewerException;
import keyturn.client.vault.Vaults.Unlocking;
import keyturn.crypto.Fingerprint;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;

/**
 * From a typed password to a session with a vault. The vault is opened first: if the password opens
 * it and it holds a resume token, the password never travels. On the client loop.
 */
final class SigningIn {
  /** What the outcome of a sign-in is handed to. */
  interface Outcome {
    /** The vault is open, belongs to this account, and has the new token on disk. */
    void signedIn(ServerMessage.SignedIn message, VaultAccount account, Opened opened);

    void given(Problem problem);

    /** The user decides what becomes of a vault that does not open. */
    void asks(VaultQuestion question);

    /** The vault opens with this password now: everything once more, as if typed anew. */
    void again(Credentials credentials);

    void refused(SignInRefused refusal);
  }

  private enum Step {
    OPENING_VAULT,
    /** To be sent at the next Welcome. */
    READY,
    ASKED_TO_RESUME,
    ASKED,
    MAKING_VAULT,
    /** Signed in; the user decides about a vault that does not open. */
    ASKING_USER,
    OVER
  }

  private final SessionParts parts;
  private final Link link;
  private final Outcome outcome;
  private Credentials credentials;
  private Step step = Step.OPENING_VAULT;
  private Optional<Vault> vault = Optional.empty();
  private Optional<VaultAccount> account = Optional.empty();
  private Optional<Trouble> closedVault = Optional.empty();
  private Optional<ServerMessage.SignedIn> answer = Optional.empty();
  private Optional<Fingerprint> signedInAt = Optional.empty();
  private boolean anew;
  private int wrongPasswords;
  private boolean tokenRefused;
  private boolean registrationSent;
  private boolean lostOnTheWay;

  SigningIn(SessionParts parts, Link link, Credentials credentials, Outcome outcome) {
    this.parts = parts;
    this.link = link;
    this.credentials = credentials;
    this.outcome = outcome;
  }

  /** A vault and whose it is. */
  private record Unlocked(Unlocking unlocking, Optional<VaultAccount> account) {}

  /**
   * @param welcomedBy who awaits a sign-in, when the vault is open
   */
  void start(Supplier<Optional<Fingerprint>> welcomedBy) {
    String username = credentials.username();
    Supplier<Unlocked> unlock;
    if (credentials.kind() == Credentials.Kind.KEPT) {
      SecretBytes secret = credentials.secret();
      unlock = () -> unlockKept(username, secret);
    } else {
      char[] password = credentials.copy();
      unlock = () -> unlock(username, password);
    }
    parts
        .vaultWork()
        .run(
            unlock,
            unlocked -> unlocked(unlocked, welcomedBy),
            failure -> vaultFailed(failure, welcomedBy));
  }

  private Unlocked unlock(String username, char[] password) {
    try {
      return unlocked(parts.vaults().open(username, password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private Unlocked unlockKept(String username, SecretBytes secret) {
    try (secret) {
      return unlocked(parts.vaults().openKept(username, secret));
    }
  }

  private static Unlocked unlocked(Unlocking unlocking) {
    return new Unlocked(
        unlocking,
        unlocking instanceof Unlocking.Opened opened ? opened.vault().account() : Optional.empty());
  }

  private void unlocked(Unlocked unlocked, Supplier<Optional<Fingerprint>> welcomedBy) {
    if (unlocked.unlocking() instanceof Unlocking.Opened opened) {
      vault = Optional.of(opened.vault());
      account = unlocked.account();
    } else {
      closedVault =
          unlocked.unlocking() instanceof Unlocking.OtherPassword
              ? Optional.of(Trouble.VAULT_OTHER_PASSWORD)
              : Optional.empty();
    }
    if (step == Step.OVER) {
      closeVault();
    } else if (credentials.kind() == Credentials.Kind.KEPT && vault.isEmpty()) {
      outcome.given(Trouble.VAULT_KEPT_SECRET.problem());
      outcome.refused(new SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
    } else {
      ready(welcomedBy);
    }
  }

  private void vaultFailed(VaultException failure, Supplier<Optional<Fingerprint>> welcomedBy) {
    if (failure instanceof VaultDamagedException) {
      closedVault = Optional.of(Trouble.VAULT_DAMAGED);
      if (step != Step.OVER) {
        ready(welcomedBy);
      }
      return;
    }
    outcome.given(troubleOf(failure).problem());
    outcome.refused(new SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
  }

  private static Trouble troubleOf(VaultException failure) {
    if (failure instanceof VaultInUseException) {
      return Trouble.VAULT_IN_USE;
    }
    return failure instanceof VaultNewerException ? Trouble.VAULT_NEWER : Trouble.VAULT_FAILED;
  }

  private void ready(Supplier<Optional<Fingerprint>> welcomedBy) {
    step = Step.READY;
    link.setWanted(true);
    welcomedBy.get().ifPresent(this::welcomed);
  }

  /** The server awaits a sign-in. */
  void welcomed(Fingerprint server) {
    if (step != Step.READY) {
      return;
    }
    try {
      ask(server);
    } catch (IllegalArgumentException e) {
      // The message could not be made: a name or password that no server would take.
      outcome.refused(new SignInRefused(Reason.SIGN_IN_REFUSED, Duration.ZERO));
    }
  }

  private void ask(Fingerprint server) {
    Optional<VaultAccount> resumable =
        account.filter(kept -> kept.token().isPresent() && !tokenRefused);
    if (credentials.kind() == Credentials.Kind.REGISTER) {
      step = Step.ASKED;
      registrationSent = true;
      link.send(
          new ClientMessage.Register(
              credentials.username(),
              credentials.toSend(),
              credentials.invitation(),
              parts.deviceName()));
    } else if (resumable.isPresent()) {
      step = Step.ASKED_TO_RESUME;
      link.send(
          new ClientMessage.Resume(
              resumable.get().device(), resumable.get().token().orElseThrow()));
    } else if (credentials.kind() == Credentials.Kind.KEPT) {
      // There is no password to go on with.
      outcome.refused(new SignInRefused(Reason.TOKEN_REFUSED, Duration.ZERO));
    } else {
      step = Step.ASKED;
      link.send(
          new ClientMessage.SignIn(
              credentials.username(),
              credentials.toSend(),
              account.filter(kept -> kept.server().equals(server)).map(VaultAccount::device),
              parts.deviceName()));
    }
  }

  /** Whether the refusal was dealt with here and the sign-in goes on. */
  void onRefused(ServerMessage.SignInRefused message, Fingerprint server) {
    if (step == Step.ASKED_TO_RESUME && message.reason() == Reason.TOKEN_REFUSED) {
      tokenRefused = true;
      step = Step.READY;
      welcomed(server);
    } else if (step == Step.ASKED
        && registrationSent
        && credentials.kind() == Credentials.Kind.REGISTER
        && message.reason() == Reason.NAME_TAKEN
        && lostOnTheWay) {
      // The first registration went through and its answer was lost with the connection.
      Credentials again = credentials.asSignIn();
      credentials.close();
      credentials = again;
      step = Step.READY;
      welcomed(server);
    } else {
      outcome.refused(
          new SignInRefused(message.reason(), Duration.ofMillis(message.retryAfterMillis())));
    }
  }

  void onDisconnected() {
    if (step == Step.ASKED || step == Step.ASKED_TO_RESUME) {
      lostOnTheWay |= registrationSent;
      step = Step.READY;
    }
    answer = Optional.empty();
  }

  /** Whether there was a question; then {@code old} is taken over. */
  boolean openOldVault(char[] old) {
    if (step != Step.ASKING_USER) {
      return false;
    }
    char[] replacement = credentials.copy();
    String username = credentials.username();
    step = Step.MAKING_VAULT;
    parts
        .vaultWork()
        .run(
            () -> {
              try {
                return parts.vaults().rewrap(username, old, replacement);
              } finally {
                Arrays.fill(old, '\0');
                Arrays.fill(replacement, '\0');
              }
            },
            this::rewrapped,
            failure -> {
              outcome.given(troubleOf(failure).problem());
              rewrapped(false);
            });
    return true;
  }

  private void rewrapped(boolean opens) {
    if (step == Step.OVER) {
      return;
    }
    if (opens) {
      step = Step.OVER;
      outcome.again(credentials);
    } else {
      wrongPasswords++;
      ask();
    }
  }

  private void ask() {
    step = Step.ASKING_USER;
    closedVault.ifPresent(why -> outcome.asks(new VaultQuestion(why, wrongPasswords)));
  }

  /** On the connection that is signed in, or on the next. */
  void beginNewVault() {
    if (step != Step.ASKING_USER) {
      return;
    }
    anew = true;
    if (answer.isPresent() && signedInAt.isPresent()) {
      makeVault(answer.get(), signedInAt.get(), false);
    } else {
      step = Step.READY;
      link.tryNow();
    }
  }

  void onSignedIn(ServerMessage.SignedIn message, Fingerprint server) {
    boolean resumed = step == Step.ASKED_TO_RESUME;
    answer = Optional.of(message);
    signedInAt = Optional.of(server);
    if (closedVault.isPresent() && !anew) {
      ask();
    } else {
      makeVault(message, server, resumed);
    }
  }

  private void makeVault(ServerMessage.SignedIn message, Fingerprint server, boolean resumed) {
    step = Step.MAKING_VAULT;
    VaultAccount now =
        new VaultAccount(
            message.user(),
            message.username(),
            message.device(),
            server,
            Optional.of(message.next()));
    boolean sameAccount =
        resumed
            || account
                .map(kept -> kept.user().equals(now.user()) && kept.server().equals(server))
                .orElse(true);
    Optional<Vault> kept = vault.filter(open -> sameAccount);
    Optional<Vault> aside = vault.filter(open -> !sameAccount);
    char[] password = credentials.copy();
    String username = credentials.username();
    parts
        .vaultWork()
        .run(
            () -> {
              aside.ifPresent(Vault::close);
              return prepare(kept, now, username, password);
            },
            opened -> {
              if (closedVault.isPresent() || aside.isPresent()) {
                outcome.given(Trouble.VAULT_SET_ASIDE.problem());
              }
              vault = Optional.of(opened.vault());
              if (step == Step.OVER) {
                closeVault();
                return;
              }
              step = Step.OVER;
              credentials.close();
              outcome.signedIn(message, now, opened);
            },
            failure -> {
              outcome.given(Trouble.VAULT_FAILED.problem());
              outcome.refused(new SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
            });
  }

  private Opened prepare(Optional<Vault> kept, VaultAccount now, String username, char[] password) {
    try {
      Vault prepared = kept.orElseGet(() -> parts.vaults().create(username, password));
      Optional<DeviceId> before = prepared.account().map(VaultAccount::device);
      // In this order, or a crash in between would leave messages with a device that is nobody's.
      before
          .filter(device -> !device.equals(now.device()))
          .ifPresent(device -> prepared.adoptDevice(device, now.device()));
      prepared.saveAccount(now);
      return Opened.read(prepared);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Whether this sign-in is what the server's answers are about. */
  boolean isMakingVault() {
    return step == Step.MAKING_VAULT || step == Step.ASKING_USER;
  }

  /** Over without a session. */
  void giveUp() {
    boolean vaultIsOurs = step != Step.OPENING_VAULT && step != Step.MAKING_VAULT;
    step = Step.OVER;
    credentials.close();
    if (vaultIsOurs) {
      closeVault();
    }
  }

  private void closeVault() {
    Optional<Vault> open = vault;
    vault = Optional.empty();
    open.ifPresent(
        one ->
            parts
                .vaultWork()
                .run(
                    () -> {
                      one.close();
                      return Boolean.TRUE;
                    },
                    done -> {},
                    failure -> {}));
  }
}
