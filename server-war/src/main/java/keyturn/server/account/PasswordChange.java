package keyturn.server.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.crypto.Bytes;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.Token;
import keyturn.server.account.AttemptLimits.AccountAttempt;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.device.TokenHash;
import keyturn.server.session.Session;
import keyturn.server.session.SessionEnd;
import keyturn.server.session.Sessions;

/**
 * Changing one's own password: the tokens of all devices end, and the other devices' connections.
 * Never blocks; the answer is {@code PasswordChanged} or {@code Refused}.
 */
public final class PasswordChange {
  /** Counts the attempts of one account together, wherever its sessions come from. */
  private static final ClientAddress SIGNED_IN = new ClientAddress(Bytes.EMPTY);

  private final AccountParts parts;
  private final Sessions sessions;

  public PasswordChange(AccountParts parts, Sessions sessions) {
    this.parts = parts;
    this.sessions = sessions;
  }

  public void change(Session session, ClientMessage.ChangePassword message) {
    Consumer<Refused> refuse = AccountParts.once(refused -> push(session, refused));
    if (!(Passphrase.check(message.current()) instanceof Passphrase.Check.Usable current)) {
      refuse.accept(new Refused(Reason.SIGN_IN_REFUSED));
      return;
    }
    Optional<Passphrase> replacement = replacement(session, message.replacement());
    if (replacement.isEmpty()) {
      refuse.accept(new Refused(Reason.PASSWORD_NOT_ALLOWED));
      return;
    }
    AccountAttempt attempt =
        new AccountAttempt(
            SIGNED_IN, Long.toString(session.user().value()), Optional.of(session.device()));
    Optional<Duration> wait = parts.limits().take(attempt);
    if (wait.isPresent()) {
      refuse.accept(new Refused(Reason.TOO_MANY_ATTEMPTS, wait.get()));
      return;
    }
    Runnable check = () -> check(session, current.passphrase(), replacement.get(), attempt, refuse);
    parts.inPool(refuse, check);
  }

  private Optional<Passphrase> replacement(Session session, Password password) {
    Username username =
        Username.find(session.username())
            .orElseThrow(() -> new IllegalStateException("an account has a name"));
    return Passphrase.check(password) instanceof Passphrase.Check.Usable usable
            && parts.passwordPolicy().problemOf(usable.passphrase(), username).isEmpty()
        ? Optional.of(usable.passphrase())
        : Optional.empty();
  }

  private void check(
      Session session,
      Passphrase current,
      Passphrase replacement,
      AccountAttempt attempt,
      Consumer<Refused> refuse) {
    Optional<PasswordProof> proof =
        parts
            .accounts()
            .find(session.user())
            .map(Account::passwordHash)
            .filter(hash -> parts.hashing().matches(current, hash))
            .map(hash -> new PasswordProof(session.user(), hash));
    if (proof.isEmpty()) {
      refuse.accept(new Refused(Reason.SIGN_IN_REFUSED));
      return;
    }
    PasswordHash hash = parts.hashing().hash(replacement);
    Token next = parts.freshToken();
    boolean changed =
        parts
            .accounts()
            .changePassword(proof.get(), hash, session.device(), TokenHash.of(next), parts.now());
    if (!changed) {
      refuse.accept(new Refused(Reason.SIGN_IN_REFUSED));
      return;
    }
    parts.limits().giveBack(attempt);
    session.push(new ServerMessage.PasswordChanged(next));
    sessions.ofUser(session.user()).stream()
        .filter(other -> !other.device().equals(session.device()))
        .forEach(other -> other.close(SessionEnd.REVOKED));
  }

  private static void push(Session session, Refused refused) {
    session.push(
        new ServerMessage.Refused(
            0, Optional.empty(), refused.reason(), refused.retryAfter().toMillis()));
  }
}
