package keyturn.desktop.settings;

import java.util.function.Consumer;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import keyturn.desktop.common.Texts;

/** The settings' own window; there is one, and it remembers its section while it is closed. */
public final class SettingsWindow {
  private final SettingsViewModel model;
  private final Stage stage = new Stage();
  private final SettingsView view;

  /**
   * @param look gives the scene the look of all windows
   */
  public SettingsWindow(
      SettingsViewModel model, Window owner, Consumer<Scene> look, Runnable signOut) {
    this.model = model;
    view = new SettingsView(model, signOut);
    Scene scene = new Scene(view, 780, 600);
    scene.setNodeOrientation(
        Texts.isRightToLeft() ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
    look.accept(scene);
    model.preferences().property().addListener((at, before, now) -> look.accept(scene));
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.hide();
          }
        });
    stage.initOwner(owner);
    stage.setTitle(Texts.of("settings.window"));
    stage.setMinWidth(560);
    stage.setMinHeight(420);
    stage.setScene(scene);
  }

  public void show(Section section) {
    model.section().set(section);
    show();
  }

  public void show() {
    if (!stage.isShowing()) {
      view.refresh();
    }
    stage.show();
    stage.toFront();
  }

  public void hide() {
    stage.hide();
  }
}
