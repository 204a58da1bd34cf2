package keyturn.desktop.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import keyturn.desktop.preferences.LockAfter;
import keyturn.desktop.preferences.PreferencesModel;
import org.kordamp.ikonli.feather.Feather;

/** When the window locks itself, and which servers are trusted. */
final class SecurityPage extends SettingsPage {
  private static final List<Integer> MINUTES = List.of(1, 5, 15, 30, 60);

  private final SecurityViewModel model;
  private final VBox servers = new VBox(10);

  SecurityPage(SecurityViewModel model, PreferencesModel preferences) {
    super(Section.SECURITY);
    this.model = model;
    group("security.lock", lock(preferences), note(Texts.of("security.lock-explained")));
    group("security.servers", note(Texts.of("security.servers-explained")), servers);
    servers.setId("trusted-servers");
    model.servers().addListener((ListChangeListener<TrustedServer>) change -> show());
    show();
  }

  private static Node lock(PreferencesModel preferences) {
    ComboBox<Optional<LockAfter>> box = new ComboBox<>();
    box.setId("lock-after");
    box.setAccessibleText(Texts.of("security.lock"));
    box.getItems()
        .setAll(
            Stream.concat(
                    Stream.of(Optional.<LockAfter>empty()),
                    MINUTES.stream().map(minutes -> Optional.of(new LockAfter(minutes))))
                .toList());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Optional<LockAfter> after) {
            return after == null
                ? ""
                : after
                    .map(lock -> Texts.count("security.minutes", lock.minutes()))
                    .orElseGet(() -> Texts.of("security.never"));
          }

          @Override
          public Optional<LockAfter> fromString(String text) {
            throw new IllegalStateException("the list is not editable");
          }
        });
    box.setValue(preferences.get().lock());
    box.valueProperty()
        .addListener((at, before, now) -> preferences.change(was -> was.withLock(now)));
    return box;
  }

  private void show() {
    servers.getChildren().setAll(model.servers().stream().map(this::row).toList());
    if (model.servers().isEmpty()) {
      servers.getChildren().add(note(Texts.of("security.no-servers")));
    }
  }

  private Node row(TrustedServer server) {
    Label name = new Label(server.server());
    name.getStyleClass().add("row-name");
    Label words = new Label(String.join("  ", server.key().words()));
    words.setWrapText(true);
    TextField fingerprint = new TextField(server.key().toString());
    fingerprint.setEditable(false);
    fingerprint.getStyleClass().add("fingerprint");
    fingerprint.setAccessibleText(Texts.of("trust.fingerprint"));
    VBox text = new VBox(4, name, words, fingerprint);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button remove =
        Icons.button(
            Feather.TRASH_2,
            Texts.of("security.forget", server.server()),
            () -> model.forget(server));
    HBox row = new HBox(10, text, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("settings-row");
    return row;
  }
}
