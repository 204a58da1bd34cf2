package keyturn.desktop.vault;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import keyturn.client.ClientEvent.VaultQuestion;
import keyturn.client.Trouble;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.common.Texts;

/** What becomes of stored messages that do not open. Nothing here deletes any. */
public final class VaultViewModel {
  /** What can be done about it. */
  public enum Remedy {
    /** The password before the last change opens it. */
    OLD_PASSWORD,
    /** Only an empty store beside it goes on. */
    BEGIN_ANEW,
    /** Something outside must change first. */
    TRY_AGAIN
  }

  /**
   * What the page shows.
   *
   * @param error about the last attempt; empty on the first
   */
  public record Shown(Remedy remedy, String title, String explained, String error) {}

  private final Connection connection;
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final Runnable onBack;

  /**
   * @param onBack when the user gives the sign-in up
   */
  public VaultViewModel(Connection connection, Runnable onBack) {
    this.connection = connection;
    this.onBack = onBack;
  }

  public void ask(VaultQuestion question) {
    boolean otherPassword = question.why() == Trouble.VAULT_OTHER_PASSWORD;
    show(
        otherPassword ? Remedy.OLD_PASSWORD : Remedy.BEGIN_ANEW,
        question.why().reason(),
        question.wrongPasswords() == 0 ? "" : Texts.of("vault.wrong-password"));
  }

  /** Whether a problem that ended a sign-in has a page here. */
  public boolean shows(String reason) {
    boolean ours =
        reason.equals(Trouble.VAULT_IN_USE.reason())
            || reason.equals(Trouble.VAULT_NEWER.reason())
            || reason.equals(Trouble.VAULT_KEPT_SECRET.reason())
            || reason.equals(Trouble.VAULT_FAILED.reason());
    if (ours) {
      show(Remedy.TRY_AGAIN, reason, "");
    }
    return ours;
  }

  /** The system's keyring has no secret for the stored messages any more. */
  public void keyringChanged() {
    show(Remedy.TRY_AGAIN, Trouble.VAULT_KEPT_SECRET.reason(), "");
  }

  private void show(Remedy remedy, String reason, String error) {
    shown.set(
        Optional.of(
            new Shown(
                remedy,
                Texts.of("vault." + reason + ".title"),
                Texts.of("vault." + reason + ".explained"),
                error)));
  }

  /** {@code old} is wiped. */
  public void open(char[] old) {
    if (old.length > 0) {
      connection.client().ifPresent(client -> client.openOldVault(old));
    }
    Arrays.fill(old, '\0');
  }

  public void beginAnew() {
    connection.client().ifPresent(Client::beginNewVault);
  }

  /** Gives the sign-in up. */
  public void back() {
    connection.drop();
    clear();
    onBack.run();
  }

  public void clear() {
    shown.set(Optional.empty());
  }

  public ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }
}
