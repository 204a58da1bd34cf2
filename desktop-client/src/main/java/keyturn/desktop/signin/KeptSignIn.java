package keyturn.desktop.signin;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import keyturn.client.ServerAddress;
import keyturn.desktop.common.Client;
import keyturn.desktop.preferences.Keeping;
import keyturn.desktop.preferences.PreferencesModel;

/**
 * Stays signed in beyond the life of the window: a random secret in the system's keyring opens the
 * vault, in which the server's resume token lies. Nobody's password is kept. What the keyring says
 * never changes anything in the vault but the slot of that secret.
 */
public final class KeptSignIn {
  private final SecretStore secrets;
  private final PreferencesModel preferences;
  private final Executor ui;
  private final ReadOnlyBooleanWrapper offered = new ReadOnlyBooleanWrapper();
  private final BooleanProperty wanted = new SimpleBooleanProperty();

  public KeptSignIn(SecretStore secrets, PreferencesModel preferences, Executor ui) {
    this.secrets = secrets;
    this.preferences = preferences;
    this.ui = ui;
  }

  /** Offers it if there is a keyring. */
  public void look() {
    wanted.set(isKept());
    var unused = secrets.answers().thenAcceptAsync(offered::set, ui);
  }

  /** Whether it was wanted at the last sign-in. */
  public boolean isKept() {
    return preferences.get().keeping() == Keeping.KEYRING;
  }

  /**
   * Asks the keyring.
   *
   * @param then gets the secret, which it wipes; empty if the keyring has none any more
   */
  public void find(ServerAddress server, String user, Consumer<Optional<char[]>> then) {
    var unused = secrets.find(server.toString(), user).thenAcceptAsync(then, ui);
  }

  /** Somebody has signed in, or the password has changed: the secret before opens nothing more. */
  public void signedIn(ServerAddress server, String user, Client client) {
    if (!wanted.get()) {
      if (isKept()) {
        forget(server, user, client);
      }
      return;
    }
    var unused =
        secrets
            .renew(server.toString(), user)
            .thenAcceptAsync(secret -> secret.ifPresent(taken -> keep(taken, client)), ui);
  }

  private void keep(char[] secret, Client client) {
    client.keepSignedIn(secret);
    preferences.change(was -> was.withKeeping(Keeping.KEYRING));
    Arrays.fill(secret, '\0');
  }

  /** Only the password opens the vault again. */
  public void forget(ServerAddress server, String user, Client client) {
    client.forgetKept();
    secrets.forget(server.toString(), user);
    preferences.change(was -> was.withKeeping(Keeping.OFF));
  }

  /** Whether there is a keyring: without one there is nothing to choose. */
  public ReadOnlyBooleanProperty offeredProperty() {
    return offered.getReadOnlyProperty();
  }

  /** What the user chose; no by default. */
  public BooleanProperty wantedProperty() {
    return wanted;
  }
}
