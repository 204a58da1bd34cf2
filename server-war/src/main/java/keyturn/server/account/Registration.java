package keyturn.server.account;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Password;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;
import keyturn.protocol.message.Token;
import keyturn.server.account.SignInResult.Granted;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.device.DeviceName;
import keyturn.server.device.TokenHash;

/**
 * Making an account, and signing it in (docs/spec/messages.md#registration). Never blocks; each
 * answer comes once, on any thread. Who may register learns which names are taken: that is why
 * attempts count whether or not they succeed.
 */
public final class Registration {
  private final AccountParts parts;

  public Registration(AccountParts parts) {
    this.parts = parts;
  }

  public void register(
      ClientAddress from, ClientMessage.Register message, Consumer<SignInResult> answer) {
    Consumer<SignInResult> then = AccountParts.once(answer);
    Optional<InvitationCode> invitation = message.invitation().map(InvitationCode::typed);
    Optional<Reason> refusal =
        switch (parts.settings().registration()) {
          case CLOSED -> Optional.of(Reason.REGISTRATION_CLOSED);
          case INVITE ->
              invitation.isEmpty() ? Optional.of(Reason.INVITATION_REFUSED) : Optional.empty();
          case OPEN, FIRST_LOGIN -> Optional.empty();
        };
    Optional<Username> username = Username.find(message.username());
    if (refusal.isPresent() || username.isEmpty()) {
      then.accept(new Refused(refusal.orElse(Reason.NAME_NOT_ALLOWED)));
      return;
    }
    boolean invited = parts.settings().registration() == RegistrationPolicy.INVITE;
    begin(
        from,
        new Applicant(
            username.get(), DeviceName.of(message.deviceName()), invitation.filter(i -> invited)),
        message.password(),
        then);
  }

  /** A sign-in whose name is not known, where that makes an account. */
  void firstLogin(
      ClientAddress from,
      Username username,
      ClientMessage.SignIn message,
      Consumer<SignInResult> then) {
    Applicant applicant =
        new Applicant(username, DeviceName.of(message.deviceName()), Optional.empty());
    begin(from, applicant, message.password(), then);
  }

  private record Applicant(
      Username username, DeviceName device, Optional<InvitationCode> invitation) {}

  private void begin(
      ClientAddress from, Applicant applicant, Password password, Consumer<SignInResult> then) {
    if (!(Passphrase.check(password) instanceof Passphrase.Check.Usable usable)
        || parts
            .passwordPolicy()
            .problemOf(usable.passphrase(), applicant.username())
            .isPresent()) {
      then.accept(new Refused(Reason.PASSWORD_NOT_ALLOWED));
      return;
    }
    Optional<Duration> wait = parts.limits().takeRegistration(from);
    if (wait.isPresent()) {
      then.accept(new Refused(Reason.TOO_MANY_ATTEMPTS, wait.get()));
      return;
    }
    parts.onDatabase(then, () -> lookUp(applicant, usable.passphrase(), then));
  }

  /** Spares bcrypt what cannot succeed; {@link #create} decides. */
  private void lookUp(Applicant applicant, Passphrase passphrase, Consumer<SignInResult> then) {
    Optional<InvitationCode> invitation = applicant.invitation();
    if (invitation.isPresent() && !parts.accounts().isOpen(invitation.get(), parts.now())) {
      then.accept(new Refused(Reason.INVITATION_REFUSED));
    } else if (parts.accounts().find(applicant.username()).isPresent()) {
      then.accept(new Refused(Reason.NAME_TAKEN));
    } else {
      parts.inPool(then, () -> then.accept(create(applicant, passphrase)));
    }
  }

  private SignInResult create(Applicant applicant, Passphrase passphrase) {
    PasswordHash hash = parts.hashing().hash(passphrase);
    Creation creation =
        applicant
            .invitation()
            .map(
                invitation ->
                    parts
                        .accounts()
                        .createInvited(applicant.username(), hash, invitation, parts.now()))
            .orElseGet(() -> parts.accounts().create(applicant.username(), hash, parts.now()));
    if (creation instanceof Creation.Created created) {
      return signIn(applicant, new PasswordProof(created.user(), hash));
    }
    return new Refused(
        creation instanceof Creation.NameTaken ? Reason.NAME_TAKEN : Reason.INVITATION_REFUSED);
  }

  private SignInResult signIn(Applicant applicant, PasswordProof proof) {
    Token next = parts.freshToken();
    Optional<DeviceId> device =
        parts
            .accounts()
            .grant(proof, Optional.empty(), applicant.device(), TokenHash.of(next), parts.now());
    return device
        .<SignInResult>map(id -> new Granted(proof.user(), applicant.username().text(), id, next))
        .orElseGet(() -> new Refused(Reason.SIGN_IN_REFUSED));
  }
}
