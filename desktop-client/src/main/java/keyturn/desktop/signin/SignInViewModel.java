package keyturn.desktop.signin;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import keyturn.client.ClientEvent;
import keyturn.client.LinkState;
import keyturn.client.ServerAddress;
import keyturn.client.Trouble;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.PasswordStrength;
import keyturn.desktop.common.ProblemText;
import keyturn.desktop.common.Texts;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.RegistrationPolicy;

/** Gets a person signed in, or says what to change. Passwords pass through and are wiped. */
public final class SignInViewModel {
  private static final int MAX_PASSWORD_BYTES = 72;

  /** The server takes no attempt before this time. */
  private record Pause(String text, long endNanos) {}

  private final Connection connection;
  private final StringProperty server = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty invitation = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<SignInMode> mode =
      new ReadOnlyObjectWrapper<>(SignInMode.SIGN_IN);
  private final ReadOnlyObjectWrapper<SignInField> focus =
      new ReadOnlyObjectWrapper<>(SignInField.SERVER);
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper passwordHint = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper createOffered = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper invitationAsked = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<PasswordStrength> strength =
      new ReadOnlyObjectWrapper<>(PasswordStrength.NONE);
  private final LongSupplier nanoTime;
  private final KeptSignIn kept;
  private Optional<Pause> pause = Optional.empty();
  private Optional<ClientEvent.Welcomed> welcomed = Optional.empty();
  private Optional<ClientEvent.Problem> problem = Optional.empty();

  /**
   * @param kept what the system's keyring is for
   * @param nanoTime monotonic, for pauses that the server imposes
   */
  public SignInViewModel(Connection connection, KeptSignIn kept, LongSupplier nanoTime) {
    this.connection = connection;
    this.kept = kept;
    this.nanoTime = nanoTime;
  }

  /** Fills the card from the command line, and asks a server named there who it is. */
  public void start(Optional<ServerAddress> address, Optional<String> user) {
    user.ifPresent(name::set);
    address.ifPresent(
        known -> {
          server.set(known.toString());
          focus.set(user.isPresent() ? SignInField.PASSWORD : SignInField.NAME);
          meet(known);
        });
  }

  /**
   * Signs in by the system's keyring, without a password.
   *
   * @param onGone if the keyring has nothing for this person any more
   */
  public void resume(ServerAddress at, String user, Runnable onGone) {
    busy.set(true);
    notice.set(Texts.of("signin.kept"));
    kept.find(
        at,
        user,
        secret -> {
          if (!busy.get()) {
            secret.ifPresent(unwanted -> Arrays.fill(unwanted, '\0'));
          } else if (secret.isPresent()) {
            meet(at).signInKept(user, secret.get());
          } else {
            busy.set(false);
            notice.set("");
            onGone.run();
          }
        });
  }

  /** The server's address was typed to its end: what may be offered depends on the server. */
  public void serverEntered() {
    if (!server.get().isBlank() && !busy.get()) {
      address().ifPresent(this::meet);
    }
  }

  /** Both arrays are wiped; {@code repeat} counts only when an account is made. */
  public void submit(char[] password, char[] repeat) {
    Optional<ServerAddress> address = address();
    if (busy.get() || address.isEmpty() || !complete(password, repeat)) {
      Arrays.fill(password, '\0');
    } else {
      error.set("");
      notice.set("");
      pause = Optional.empty();
      busy.set(true);
      problem = Optional.empty();
      Client client = meet(address.get());
      if (mode.get() == SignInMode.CREATE_ACCOUNT) {
        client.register(
            name.get().strip(),
            password,
            Optional.of(invitation.get().strip()).filter(code -> !code.isEmpty()));
      } else {
        client.signIn(name.get().strip(), password);
      }
    }
    Arrays.fill(repeat, '\0');
  }

  public void switchMode() {
    mode.set(mode.get() == SignInMode.SIGN_IN ? SignInMode.CREATE_ACCOUNT : SignInMode.SIGN_IN);
    error.set("");
    pause = Optional.empty();
    strength.set(PasswordStrength.NONE);
    offer();
    refocus(name.get().isBlank() ? SignInField.NAME : SignInField.PASSWORD);
  }

  public void link(LinkState state) {
    if (state instanceof LinkState.Waiting) {
      unreachable();
    } else if (state instanceof LinkState.Ended ended) {
      ended(ended);
    }
  }

  public void welcomed(ClientEvent.Welcomed event) {
    welcomed = Optional.of(event);
    if (!busy.get()) {
      error.set("");
    }
    offer();
  }

  public void signedIn() {
    busy.set(false);
    error.set("");
    notice.set("");
    mode.set(SignInMode.SIGN_IN);
  }

  /** Something about this computer's store; what comes of the sign-in follows. */
  public void problem(ClientEvent.Problem event) {
    problem = Optional.of(event);
  }

  /** What is wrong with this computer's store, if something is. */
  public Optional<String> problemReason() {
    return problem.map(ClientEvent.Problem::reason);
  }

  /** What must be said although the sign-in holds; said once. */
  public Optional<ClientEvent.Problem> takeProblem() {
    Optional<ClientEvent.Problem> taken = problem;
    problem = Optional.empty();
    return taken;
  }

  public void refused(ClientEvent.SignInRefused event) {
    Optional<ClientEvent.Problem> own = takeProblem();
    if (own.isPresent() && event.reason() == Reason.NOT_ALLOWED) {
      fail(SignInField.PASSWORD, ProblemText.of(own.get()));
      return;
    }
    String key = "refused." + Trouble.reason(event.reason());
    String text =
        Texts.has(key)
            ? Texts.of(key, minPasswordCharacters())
            : Texts.of("refused.other", Trouble.reason(event.reason()));
    fail(fieldOf(event.reason()), text);
    if (!event.retryAfter().isZero()) {
      pause = Optional.of(new Pause(text, nanoTime.getAsLong() + event.retryAfter().toNanos()));
      tick();
    }
  }

  /** Time has passed: the pause that is left is said anew. */
  public void tick() {
    pause.ifPresent(
        left -> {
          long seconds =
              TimeUnit.NANOSECONDS.toSeconds(
                  left.endNanos() - nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(1) - 1);
          if (seconds > 0) {
            error.set(left.text() + " " + Texts.of("refused.retry", seconds));
          } else {
            pause = Optional.empty();
            error.set(left.text() + " " + Texts.of("refused.retry-now"));
          }
        });
  }

  /** The password field has changed. */
  public void typed(CharSequence password) {
    boolean shown = mode.get() == SignInMode.CREATE_ACCOUNT;
    strength.set(
        shown ? PasswordStrength.of(password, minPasswordCharacters()) : PasswordStrength.NONE);
  }

  /** The window was locked; only this person's password, at this server, opens it again. */
  public void lock(ServerAddress at, String user) {
    server.set(at.toString());
    name.set(user);
    mode.set(SignInMode.UNLOCK);
    notice.set("");
    error.set("");
    busy.set(false);
    refocus(SignInField.PASSWORD);
    meet(at);
  }

  /** Back to the card after a page that came from it. */
  public void again(String why) {
    fail(SignInField.PASSWORD, why);
  }

  private void ended(LinkState.Ended ended) {
    String key = "ended." + ended.end().name();
    connection.drop();
    switch (ended.end()) {
      case SIGNED_OUT, CLOSED -> {
        busy.set(false);
        notice.set(Texts.of(key));
        refocus(SignInField.PASSWORD);
      }
      case REPLACED, REVOKED -> fail(SignInField.PASSWORD, Texts.of(key));
      case UNTRUSTED, INCOMPATIBLE, PROTOCOL, SOCKS_PROXY ->
          fail(SignInField.SERVER, Texts.of(key, server.get().strip()));
    }
  }

  /** The client would try for ever with the password it holds; a person wants to correct. */
  private void unreachable() {
    if (busy.get()) {
      connection.drop();
    }
    fail(SignInField.SERVER, Texts.of("error.unreachable", server.get().strip()));
  }

  private void fail(SignInField field, String text) {
    busy.set(false);
    notice.set("");
    pause = Optional.empty();
    error.set(text);
    refocus(field);
  }

  private void refocus(SignInField field) {
    // The view listens for changes; the same field again is one, too.
    focus.set(field == SignInField.SERVER ? SignInField.NAME : SignInField.SERVER);
    focus.set(field);
  }

  private boolean complete(char[] password, char[] repeat) {
    if (name.get().isBlank()) {
      fail(SignInField.NAME, Texts.of("error.name-missing"));
    } else if (password.length == 0) {
      fail(SignInField.PASSWORD, Texts.of("error.password-missing"));
    } else if (mode.get() != SignInMode.CREATE_ACCOUNT) {
      return true;
    } else if (password.length < minPasswordCharacters()) {
      fail(SignInField.PASSWORD, Texts.of("error.password-short", minPasswordCharacters()));
    } else if (!Arrays.equals(password, repeat)) {
      fail(SignInField.REPEAT, Texts.of("error.repeat-differs"));
    } else if (invitationAsked.get() && invitation.get().isBlank()) {
      fail(SignInField.INVITATION, Texts.of("error.invitation-missing"));
    } else {
      return true;
    }
    return false;
  }

  private Client meet(ServerAddress address) {
    if (connection.server().filter(address::equals).isEmpty()) {
      welcomed = Optional.empty();
      error.set("");
      offer();
    }
    return connection.to(address);
  }

  private Optional<ServerAddress> address() {
    try {
      return Optional.of(ServerAddress.parse(server.get()));
    } catch (IllegalArgumentException e) {
      fail(
          SignInField.SERVER,
          server.get().isBlank()
              ? Texts.of("error.server-missing")
              : Texts.of("error.server-wrong", server.get().strip()));
      return Optional.empty();
    }
  }

  private void offer() {
    Optional<RegistrationPolicy> policy = welcomed.map(ClientEvent.Welcomed::registration);
    boolean offered =
        policy
            .map(p -> p == RegistrationPolicy.OPEN || p == RegistrationPolicy.INVITE)
            .orElse(false);
    createOffered.set(offered);
    if (!offered && welcomed.isPresent() && mode.get() == SignInMode.CREATE_ACCOUNT) {
      mode.set(SignInMode.SIGN_IN);
    }
    boolean create = mode.get() == SignInMode.CREATE_ACCOUNT;
    invitationAsked.set(create && policy.equals(Optional.of(RegistrationPolicy.INVITE)));
    if (create) {
      passwordHint.set(
          welcomed
              .map(ClientEvent.Welcomed::minPasswordCharacters)
              .map(min -> Texts.of("signin.password-hint", min, MAX_PASSWORD_BYTES))
              .orElseGet(() -> Texts.of("signin.password-hint-unknown", MAX_PASSWORD_BYTES)));
    } else {
      boolean first = policy.equals(Optional.of(RegistrationPolicy.FIRST_LOGIN));
      passwordHint.set(first ? Texts.of("signin.first-login-hint") : "");
    }
  }

  private int minPasswordCharacters() {
    return welcomed.map(ClientEvent.Welcomed::minPasswordCharacters).orElse(1);
  }

  private static SignInField fieldOf(Reason reason) {
    return switch (reason) {
      case NAME_TAKEN, NAME_NOT_ALLOWED -> SignInField.NAME;
      case INVITATION_REFUSED -> SignInField.INVITATION;
      default -> SignInField.PASSWORD;
    };
  }

  public KeptSignIn kept() {
    return kept;
  }

  public StringProperty serverProperty() {
    return server;
  }

  public StringProperty nameProperty() {
    return name;
  }

  public StringProperty invitationProperty() {
    return invitation;
  }

  public ReadOnlyObjectProperty<SignInMode> modeProperty() {
    return mode.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<SignInField> focusProperty() {
    return focus.getReadOnlyProperty();
  }

  /** Empty if there is none. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** What happened without being anyone's mistake; empty if nothing. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty passwordHintProperty() {
    return passwordHint.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PasswordStrength> strengthProperty() {
    return strength.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty createOfferedProperty() {
    return createOffered.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty invitationAskedProperty() {
    return invitationAsked.getReadOnlyProperty();
  }
}
