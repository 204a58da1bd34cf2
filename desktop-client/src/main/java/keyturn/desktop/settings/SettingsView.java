package keyturn.desktop.settings;

import java.util.EnumMap;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;

/** The settings: what there is on the left, the chosen section on the right. */
public final class SettingsView extends BorderPane {
  private final SettingsViewModel model;
  private final ListView<Section> list =
      new ListView<>(FXCollections.observableArrayList(Section.values()));
  private final ScrollPane right = new ScrollPane();
  private final Map<Section, Node> made = new EnumMap<>(Section.class);

  /**
   * @param signOut ends the session of who is signed in
   */
  public SettingsView(SettingsViewModel model, Runnable signOut) {
    this.model = model;
    getStyleClass().add("settings");
    list.setId("sections");
    list.getStyleClass().add("sections");
    list.setAccessibleText(Texts.of("settings.title"));
    list.setCellFactory(view -> new SectionCell());
    list.setPrefWidth(210);
    // The list would keep Esc for itself.
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            getScene().getWindow().hide();
          }
        });
    right.setFitToWidth(true);
    right.setId("section");
    setLeft(list);
    setCenter(right);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (at, before, now) -> {
              if (now != null) {
                model.section().set(now);
              }
            });
    model.section().addListener((at, before, now) -> show(now, signOut));
    show(model.section().get(), signOut);
  }

  private void show(Section section, Runnable signOut) {
    list.getSelectionModel().select(section);
    right.setContent(made.computeIfAbsent(section, wanted -> page(wanted, signOut)));
    right.setVvalue(0);
    refresh();
  }

  /** What may have changed since it was shown is asked for anew. */
  void refresh() {
    switch (model.section().get()) {
      case DEVICES -> model.devices().load();
      case SECURITY -> model.security().load();
      case ACCOUNT, APPEARANCE, NOTIFICATIONS, NETWORK, ABOUT -> {}
    }
  }

  private Node page(Section section, Runnable signOut) {
    return switch (section) {
      case ACCOUNT -> new AccountPage(model.account(), signOut);
      case DEVICES -> new DevicesPage(model.devices());
      case SECURITY -> new SecurityPage(model.security(), model.preferences());
      case APPEARANCE -> new AppearancePage(model.preferences());
      case NOTIFICATIONS -> new NotificationsPage(model.preferences());
      case NETWORK -> new NetworkPage(model.network());
      case ABOUT -> new AboutPage(model.computer().versions());
    };
  }

  private static final class SectionCell extends ListCell<Section> {
    @Override
    protected void updateItem(Section section, boolean empty) {
      super.updateItem(section, empty);
      boolean shown = !empty && section != null;
      setText(shown ? Texts.of("settings." + section.name()) : null);
      setGraphic(shown ? Icons.icon(section.icon()) : null);
    }
  }
}
