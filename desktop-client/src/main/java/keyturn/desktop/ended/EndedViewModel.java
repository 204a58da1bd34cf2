package keyturn.desktop.ended;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import keyturn.client.LinkState;
import keyturn.desktop.common.Texts;

/** A session that ended while somebody was signed in, until they want to sign in again. */
public final class EndedViewModel {
  /**
   * What the page says.
   *
   * @param title what happened
   * @param reason why, and what is kept
   */
  public record Ended(String title, String reason) {}

  private final ReadOnlyObjectWrapper<Optional<Ended>> ended =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** Whether this end is one that people have not asked for. */
  public boolean shows(LinkState.End end) {
    boolean unasked = end == LinkState.End.REPLACED || end == LinkState.End.REVOKED;
    if (unasked) {
      show(end.name());
    }
    return unasked;
  }

  /** The server wants the password again. */
  public void tokenRefused() {
    show("TOKEN_REFUSED");
  }

  private void show(String why) {
    ended.set(
        Optional.of(
            new Ended(Texts.of("over." + why + ".title"), Texts.of("over." + why + ".reason"))));
  }

  public void signInAgain() {
    ended.set(Optional.empty());
  }

  public ReadOnlyObjectProperty<Optional<Ended>> endedProperty() {
    return ended.getReadOnlyProperty();
  }
}
