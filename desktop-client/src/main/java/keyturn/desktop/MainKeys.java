package keyturn.desktop;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import keyturn.desktop.people.PeopleRow;
import keyturn.desktop.search.SearchScope;

/** What keys do in the main window, wherever the cursor is. */
final class MainKeys {
  private final MainView view;
  private final DesktopViewModel model;

  MainKeys(MainView view, DesktopViewModel model) {
    this.view = view;
    this.model = model;
  }

  void install() {
    view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  private void key(KeyEvent event) {
    boolean taken =
        event.isShortcutDown()
            ? event.isShiftDown() ? withShift(event.getCode()) : withShortcut(event.getCode())
            : event.isAltDown() ? withAlt(event) : plain(event.getCode());
    if (taken) {
      event.consume();
    }
  }

  private boolean withShortcut(KeyCode code) {
    switch (code) {
      case N -> view.begin();
      case K -> view.search(SearchScope.PEOPLE);
      case F -> view.chat().find();
      case I -> view.keyRing().open();
      case E -> view.chat().pickEmoji();
      case Q -> view.getScene().getWindow().hide();
      default -> {
        return pinned(code);
      }
    }
    return true;
  }

  private boolean pinned(KeyCode code) {
    if (!code.isDigitKey() || code.getName().length() != 1) {
      return false;
    }
    int number = Character.digit(code.getName().charAt(0), 10);
    Optional<PeopleRow> row = number < 1 ? Optional.empty() : model.people().pinned(number);
    row.ifPresent(chosen -> model.people().select(row));
    return row.isPresent();
  }

  private boolean withShift(KeyCode code) {
    switch (code) {
      case F -> view.search(SearchScope.ALL);
      case R -> model.tryNow();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean withAlt(KeyEvent event) {
    int by = event.getCode() == KeyCode.UP ? -1 : event.getCode() == KeyCode.DOWN ? 1 : 0;
    if (by == 0) {
      return false;
    }
    if (event.isShiftDown()) {
      model.people().nextUnread(by).ifPresent(row -> model.people().select(Optional.of(row)));
    } else {
      view.people().step(by);
    }
    return true;
  }

  private boolean plain(KeyCode code) {
    if (code == KeyCode.F6) {
      view.nextPane();
      return true;
    }
    return code == KeyCode.ESCAPE && view.escape();
  }
}
