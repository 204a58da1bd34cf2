package keyturn.desktop.preferences;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The preferences of this window; every change is heard at once and then written. */
public final class PreferencesModel {
  private final ReadOnlyObjectWrapper<Preferences> current;
  private final Consumer<Preferences> save;

  /**
   * @param save must not block
   */
  public PreferencesModel(Preferences start, Consumer<Preferences> save) {
    this.current = new ReadOnlyObjectWrapper<>(start);
    this.save = save;
  }

  public Preferences get() {
    return current.get();
  }

  public void change(UnaryOperator<Preferences> change) {
    Preferences next = change.apply(current.get());
    if (!next.equals(current.get())) {
      current.set(next);
      save.accept(next);
    }
  }

  public ReadOnlyObjectProperty<Preferences> property() {
    return current.getReadOnlyProperty();
  }
}
