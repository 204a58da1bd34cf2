package keyturn.desktop.settings;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Texts;

/** The shape that all sections share: a title, groups, rows below each other. */
abstract class SettingsPage extends VBox {
  SettingsPage(Section section) {
    super(22);
    getStyleClass().add("settings-page");
    Label title = new Label(Texts.of("settings." + section.name()));
    title.getStyleClass().add("title-2");
    title.setId("settings-title");
    getChildren().add(title);
  }

  final VBox group(String key, Node... rows) {
    Label heading = new Label(Texts.of(key));
    heading.getStyleClass().add("field-label");
    VBox group = new VBox(10, heading);
    group.getChildren().addAll(rows);
    getChildren().add(group);
    return group;
  }

  static Label note(String text) {
    Label note = new Label(text);
    note.getStyleClass().addAll("text-muted", "text-small");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    return note;
  }

  /** A line that is there only while it has something to say. */
  static Label said(ObservableValue<String> text, String id, String style) {
    Label said = new Label();
    said.setId(id);
    said.getStyleClass().add(style);
    said.setWrapText(true);
    said.setMinHeight(USE_PREF_SIZE);
    said.textProperty().bind(text);
    said.visibleProperty().bind(said.textProperty().isNotEmpty());
    said.managedProperty().bind(said.visibleProperty());
    return said;
  }

  static VBox labelled(String key, TextField field) {
    Label label = new Label(Texts.of(key));
    label.setLabelFor(field);
    return new VBox(5, label, field);
  }
}
