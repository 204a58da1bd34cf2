package keyturn.desktop.settings;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import keyturn.client.OwnDevice;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Script;
import keyturn.desktop.common.Texts;
import keyturn.desktop.settings.DevicesViewModel.Step;
import org.kordamp.ikonli.feather.Feather;

/** Where one is signed in, and the way to end that elsewhere. */
final class DevicesPage extends SettingsPage {
  private final DevicesViewModel model;
  private final VBox rows = new VBox(10);

  DevicesPage(DevicesViewModel model) {
    super(Section.DEVICES);
    this.model = model;
    rows.setId("devices");
    group(
        "devices.title",
        note(Texts.of("devices.explained")),
        said(model.errorProperty(), "devices-error", "text-danger"),
        rows);
    model.devices().addListener((ListChangeListener<OwnDevice>) change -> show());
    model.openProperty().addListener((at, before, now) -> show());
    show();
  }

  private void show() {
    rows.getChildren().setAll(model.devices().stream().map(this::row).toList());
    if (model.devices().isEmpty()) {
      rows.getChildren().add(note(Texts.of("devices.none")));
    }
  }

  private Node row(OwnDevice device) {
    Optional<Step> step =
        model
            .openProperty()
            .get()
            .filter(open -> open.device().id().equals(device.id()))
            .map(DevicesViewModel.Open::step);
    VBox row = new VBox(10);
    row.getStyleClass().add("settings-row");
    if (step.filter(Step.RENAMING::equals).isPresent()) {
      row.getChildren().add(renaming(device));
    } else {
      row.getChildren().add(shown(device));
      step.ifPresent(asked -> row.getChildren().addAll(question(device)));
    }
    return row;
  }

  private Node shown(OwnDevice device) {
    Label name = new Label(DevicesViewModel.name(device));
    name.getStyleClass().add("row-name");
    Script.dress(name, name.getText());
    HBox title = new HBox(8, name);
    title.setAlignment(Pos.CENTER_LEFT);
    if (device.here()) {
      Label here = new Label(Texts.of("devices.here"));
      here.getStyleClass().addAll("mode-badge", "here");
      here.setMinWidth(USE_PREF_SIZE);
      title.getChildren().add(here);
    }
    Label seen = note(model.seen(device));
    VBox text = new VBox(4, title, seen);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button rename =
        Icons.button(
            Feather.EDIT_2,
            Texts.of("devices.rename", DevicesViewModel.name(device)),
            () -> model.begin(device, Step.RENAMING));
    rename.setId("rename-" + device.id().value());
    Button revoke =
        Icons.button(
            Feather.LOG_OUT,
            Texts.of("devices.revoke", DevicesViewModel.name(device)),
            () -> model.begin(device, Step.REVOKING));
    revoke.setId("revoke-" + device.id().value());
    HBox line =
        new HBox(10, Icons.icon(device.here() ? Feather.MONITOR : Feather.SMARTPHONE), text);
    line.getChildren().addAll(rename, revoke);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node renaming(OwnDevice device) {
    TextField field = new TextField(DevicesViewModel.name(device));
    field.setId("device-name");
    field.setAccessibleText(Texts.of("devices.rename", DevicesViewModel.name(device)));
    HBox.setHgrow(field, Priority.ALWAYS);
    Button save = new Button(Texts.of("devices.save"));
    save.setId("device-save");
    save.getStyleClass().add("accent");
    save.setOnAction(event -> model.rename(field.getText()));
    save.disableProperty().bind(model.busyProperty());
    field.setOnAction(event -> model.rename(field.getText()));
    HBox line = new HBox(10, field, save, cancel("devices.cancel"));
    line.setAlignment(Pos.CENTER_LEFT);
    escape(line);
    focusWhenShown(field);
    return line;
  }

  private Node[] question(OwnDevice device) {
    String key = device.here() ? "devices.revoke-here-explained" : "devices.revoke-explained";
    Label question = new Label(Texts.of(key, DevicesViewModel.name(device)));
    question.setId("revoke-question");
    question.setWrapText(true);
    question.setMinHeight(USE_PREF_SIZE);
    Button yes = new Button(Texts.of("devices.revoke-yes"));
    yes.setId("revoke-yes");
    yes.getStyleClass().add("danger");
    yes.setOnAction(event -> model.revoke());
    yes.disableProperty().bind(model.busyProperty());
    Button no = cancel("devices.revoke-no");
    HBox buttons = new HBox(10, yes, no);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    escape(buttons);
    focusWhenShown(no);
    return new Node[] {question, buttons};
  }

  private Button cancel(String key) {
    Button button = new Button(Texts.of(key));
    button.setId("device-cancel");
    button.setOnAction(event -> model.cancel());
    return button;
  }

  /** Esc ends what was begun, and not the whole window. */
  private void escape(Node node) {
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            model.cancel();
            event.consume();
          }
        });
  }

  private static void focusWhenShown(Node node) {
    node.sceneProperty()
        .addListener(
            (at, before, now) -> {
              if (now != null) {
                node.requestFocus();
              }
            });
  }
}
