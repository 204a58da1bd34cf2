package keyturn.server.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.Token;
import keyturn.server.account.AttemptLimits.AccountAttempt;
import keyturn.server.account.SignInResult.Granted;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.device.DeviceName;
import keyturn.server.device.Resumption;
import keyturn.server.device.TokenHash;
import keyturn.server.session.SessionEnd;
import keyturn.server.session.Sessions;

/**
 * Signing in with a password or a resume token (docs/spec/messages.md#sign-in). Never blocks; each
 * answer comes once, on any thread.
 *
 * <p>An unknown name goes the same way as a wrong password: the same questions to the database, one
 * bcrypt check (of a hash that nobody's password has), the same answer.
 */
public final class SignIn {
  /** A device unseen for so long has to use the password, and is dropped. */
  public static final Duration TOKEN_LIFE = Duration.ofDays(30);

  private final AccountParts parts;
  private final Registration registration;
  private final Sessions sessions;
  private final PasswordHash nobodys;

  /** Takes as long as one bcrypt hash. */
  public SignIn(AccountParts parts, Registration registration, Sessions sessions) {
    this.parts = parts;
    this.registration = registration;
    this.sessions = sessions;
    this.nobodys = parts.hashing().hash(unguessable());
  }

  public void signIn(
      ClientAddress from, ClientMessage.SignIn message, Consumer<SignInResult> answer) {
    Consumer<SignInResult> then = AccountParts.once(answer);
    if (!(Passphrase.check(message.password()) instanceof Passphrase.Check.Usable usable)) {
      then.accept(new Refused(Reason.PASSWORD_NOT_ALLOWED));
      return;
    }
    Optional<Duration> wait = parts.limits().take(from);
    if (wait.isPresent()) {
      then.accept(new Refused(Reason.TOO_MANY_ATTEMPTS, wait.get()));
      return;
    }
    parts.onDatabase(then, () -> lookUp(from, message, usable.passphrase(), then));
  }

  public void resume(
      ClientAddress from, ClientMessage.Resume message, Consumer<SignInResult> answer) {
    Consumer<SignInResult> then = AccountParts.once(answer);
    parts.onDatabase(then, () -> then.accept(resumed(message)));
  }

  private void lookUp(
      ClientAddress from,
      ClientMessage.SignIn message,
      Passphrase passphrase,
      Consumer<SignInResult> then) {
    Optional<Username> username = Username.find(message.username());
    Optional<Account> account = username.flatMap(parts.accounts()::find);
    if (account.isEmpty()
        && username.isPresent()
        && parts.settings().registration() == RegistrationPolicy.FIRST_LOGIN) {
      parts.limits().giveBack(from);
      registration.firstLogin(from, username.get(), message, then);
      return;
    }
    // Asked for an unknown name too, or the answer would take a different time.
    Optional<UserId> owner = message.device().flatMap(parts.devices()::ownerOf);
    Optional<DeviceId> known =
        owner.isPresent() && owner.equals(account.map(Account::user))
            ? message.device()
            : Optional.empty();
    AccountAttempt attempt =
        new AccountAttempt(from, username.map(Username::key).orElse(""), known);
    Optional<Duration> wait = parts.limits().take(attempt);
    if (wait.isPresent()) {
      then.accept(new Refused(Reason.TOO_MANY_ATTEMPTS, wait.get()));
      return;
    }
    DeviceName name = DeviceName.of(message.deviceName());
    parts.inPool(then, () -> then.accept(checked(attempt, account, passphrase, name)));
  }

  private SignInResult checked(
      AccountAttempt attempt, Optional<Account> account, Passphrase passphrase, DeviceName name) {
    PasswordHash hash = account.map(Account::passwordHash).orElse(nobodys);
    if (!parts.hashing().matches(passphrase, hash) || account.isEmpty()) {
      return new Refused(Reason.SIGN_IN_REFUSED);
    }
    PasswordProof proof = new PasswordProof(account.get().user(), hash);
    Token next = parts.freshToken();
    Optional<DeviceId> device =
        parts.accounts().grant(proof, attempt.knownDevice(), name, TokenHash.of(next), parts.now());
    if (device.isEmpty()) {
      return new Refused(Reason.SIGN_IN_REFUSED);
    }
    parts.limits().giveBack(attempt);
    return new Granted(proof.user(), account.get().name(), device.get(), next);
  }

  private SignInResult resumed(ClientMessage.Resume message) {
    Token next = parts.freshToken();
    Resumption resumption =
        parts
            .devices()
            .resume(
                message.device(),
                TokenHash.of(message.token()),
                TokenHash.of(next),
                parts.now().minus(TOKEN_LIFE),
                parts.now());
    if (resumption instanceof Resumption.Resumed resumed) {
      return new Granted(resumed.user(), resumed.username(), message.device(), next);
    }
    if (resumption instanceof Resumption.Revoked) {
      sessions.ofDevice(message.device()).ifPresent(session -> session.close(SessionEnd.REVOKED));
    }
    return new Refused(Reason.TOKEN_REFUSED);
  }

  private Passphrase unguessable() {
    Password random = new Password(parts.freshToken().value().toHex());
    if (Passphrase.check(random) instanceof Passphrase.Check.Usable usable) {
      return usable.passphrase();
    }
    throw new IllegalStateException("64 hexadecimal digits are a passphrase");
  }
}
