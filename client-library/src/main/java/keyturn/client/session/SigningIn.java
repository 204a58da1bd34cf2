package keyturn.client.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.ClientEvent.SignInRefused;
import keyturn.client.Trouble;
import keyturn.client.link.Link;
import keyturn.client.vault.Vault;
import keyturn.client.vault.VaultAccount;
import keyturn.client.vault.VaultDamagedException;
import keyturn.client.vault.VaultException;
import keyturn.client.vault.VaultInUseException;
import keyturn.client.vault.Vaults.Unlocking;
import keyturn.crypto.Fingerprint;
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

    void refused(SignInRefused refusal);
  }

  private enum Step {
    OPENING_VAULT,
    /** To be sent at the next Welcome. */
    READY,
    ASKED_TO_RESUME,
    ASKED,
    MAKING_VAULT,
    OVER
  }

  private final SessionParts parts;
  private final Link link;
  private final Outcome outcome;
  private Credentials credentials;
  private Step step = Step.OPENING_VAULT;
  private Optional<Vault> vault = Optional.empty();
  private Optional<VaultAccount> account = Optional.empty();
  private boolean otherVaultExists;
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
    char[] password = credentials.copy();
    String username = credentials.username();
    parts
        .vaultWork()
        .run(
            () -> unlock(username, password),
            unlocked -> unlocked(unlocked, welcomedBy),
            failure -> vaultFailed(failure, welcomedBy));
  }

  private Unlocked unlock(String username, char[] password) {
    try {
      Unlocking unlocking = parts.vaults().open(username, password);
      return new Unlocked(
          unlocking,
          unlocking instanceof Unlocking.Opened opened
              ? opened.vault().account()
              : Optional.empty());
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private void unlocked(Unlocked unlocked, Supplier<Optional<Fingerprint>> welcomedBy) {
    if (unlocked.unlocking() instanceof Unlocking.Opened opened) {
      vault = Optional.of(opened.vault());
      account = unlocked.account();
    } else {
      otherVaultExists = unlocked.unlocking() instanceof Unlocking.OtherPassword;
    }
    if (step == Step.OVER) {
      closeVault();
      return;
    }
    ready(welcomedBy);
  }

  private void vaultFailed(VaultException failure, Supplier<Optional<Fingerprint>> welcomedBy) {
    if (failure instanceof VaultDamagedException) {
      outcome.given(Trouble.VAULT_DAMAGED.problem());
      if (step != Step.OVER) {
        ready(welcomedBy);
      }
      return;
    }
    Trouble trouble =
        failure instanceof VaultInUseException ? Trouble.VAULT_IN_USE : Trouble.VAULT_FAILED;
    outcome.given(trouble.problem());
    outcome.refused(new SignInRefused(Reason.NOT_ALLOWED, Duration.ZERO));
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
  }

  void onSignedIn(ServerMessage.SignedIn message, Fingerprint server) {
    boolean resumed = step == Step.ASKED_TO_RESUME;
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
                .map(
                    kept ->
                        kept.user().equals(now.user())
                            && kept.device().equals(now.device())
                            && kept.server().equals(server))
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
              if (otherVaultExists || aside.isPresent()) {
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
      prepared.saveAccount(now);
      return Opened.read(prepared);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Whether this sign-in is what the server's answers are about. */
  boolean isMakingVault() {
    return step == Step.MAKING_VAULT;
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
