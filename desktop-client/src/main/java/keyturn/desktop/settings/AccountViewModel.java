package keyturn.desktop.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import keyturn.client.ClientEvent;
import keyturn.client.ServerAddress;
import keyturn.client.Trouble;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.PasswordStrength;
import keyturn.desktop.common.Texts;
import keyturn.protocol.message.Reason;

/** Who is signed in, and another password. Passwords pass through and are wiped. */
public final class AccountViewModel {
  private static final Set<String> ANSWERS =
      Set.of(
          Trouble.reason(Reason.SIGN_IN_REFUSED),
          Trouble.reason(Reason.PASSWORD_NOT_ALLOWED),
          Trouble.reason(Reason.TOO_MANY_ATTEMPTS),
          Trouble.reason(Reason.BUSY),
          Trouble.reason(Reason.TRY_AGAIN),
          Trouble.NOT_SIGNED_IN.reason(),
          Trouble.SERVER_UNREACHABLE.reason(),
          Trouble.VAULT_FAILED.reason());

  private final Connection connection;
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper server = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper done = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper signedIn = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<PasswordStrength> strength =
      new ReadOnlyObjectWrapper<>(PasswordStrength.NONE);
  private int minCharacters = 1;

  public AccountViewModel(Connection connection) {
    this.connection = connection;
  }

  public void welcomed(ClientEvent.Welcomed event) {
    minCharacters = event.minPasswordCharacters();
  }

  public void signedIn(ClientEvent.SignedIn event) {
    name.set(event.name());
    server.set(connection.server().map(ServerAddress::toString).orElse(""));
    signedIn.set(true);
  }

  public void left() {
    signedIn.set(false);
    busy.set(false);
    error.set("");
    done.set("");
  }

  public void typed(CharSequence password) {
    strength.set(PasswordStrength.of(password, minCharacters));
  }

  /** All three are wiped. */
  public void change(char[] current, char[] next, char[] repeat) {
    done.set("");
    error.set(refusal(current, next, repeat).orElse(""));
    Optional<Client> client = connection.client();
    if (error.get().isEmpty() && client.isPresent() && !busy.get()) {
      busy.set(true);
      client.get().changePassword(current, next);
    }
    Arrays.fill(current, '\0');
    Arrays.fill(next, '\0');
    Arrays.fill(repeat, '\0');
  }

  private Optional<String> refusal(char[] current, char[] next, char[] repeat) {
    if (current.length == 0) {
      return Optional.of(Texts.of("error.current-missing"));
    } else if (next.length < minCharacters) {
      return Optional.of(Texts.of("error.password-short", minCharacters));
    }
    return Arrays.equals(next, repeat)
        ? Optional.empty()
        : Optional.of(Texts.of("error.repeat-differs"));
  }

  public void changed() {
    busy.set(false);
    done.set(Texts.of("account.changed"));
  }

  /** Whether this answers a change that is under way. */
  public boolean problem(ClientEvent.Problem event) {
    boolean ours = busy.get() && event.conversation().isEmpty() && ANSWERS.contains(event.reason());
    if (ours) {
      busy.set(false);
      String key = "password." + event.reason();
      error.set(Texts.has(key) ? Texts.of(key, minCharacters) : Texts.of("password.other"));
    }
    return ours;
  }

  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty serverProperty() {
    return server.getReadOnlyProperty();
  }

  /** Why the password stays; empty if nothing is wrong. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty doneProperty() {
    return done.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty signedInProperty() {
    return signedIn.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PasswordStrength> strengthProperty() {
    return strength.getReadOnlyProperty();
  }
}
