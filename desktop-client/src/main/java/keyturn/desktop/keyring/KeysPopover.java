package keyturn.desktop.keyring;

import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import keyturn.desktop.common.Popups;
import keyturn.desktop.common.Texts;

/** The table behind the ring. */
final class KeysPopover {
  private final KeyRingViewModel model;
  private final Popup popup = new Popup();
  private final GridPane grid = new GridPane();
  private final ChangeListener<String> refresh = (at, before, now) -> fill();

  KeysPopover(KeyRingViewModel model) {
    this.model = model;
    Label title = new Label(Texts.of("keys.title"));
    title.getStyleClass().add("popover-title");
    grid.setHgap(18);
    grid.setVgap(7);
    VBox box = new VBox(12, title, grid);
    box.getStyleClass().add("popover");
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.setOnHidden(event -> model.detailProperty().removeListener(refresh));
  }

  void show(Node owner) {
    fill();
    model.detailProperty().addListener(refresh);
    Popups.dress(popup, owner);
    var bounds = owner.localToScreen(owner.getBoundsInLocal());
    popup.show(owner, bounds.getMinX() - 120, bounds.getMaxY() + 6);
  }

  private void fill() {
    grid.getChildren().clear();
    for (KeyRingViewModel.Row row : model.table()) {
      Label label = new Label(row.label());
      label.getStyleClass().add("text-muted");
      grid.addRow(grid.getRowCount(), label, new Label(row.value()));
    }
  }
}
