package keyturn.desktop.settings;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.PasswordEntry;
import keyturn.desktop.common.StrengthBar;
import keyturn.desktop.common.Texts;

/** Who is signed in, the password, the way out. */
final class AccountPage extends SettingsPage {
  AccountPage(AccountViewModel model, Runnable signOut) {
    super(Section.ACCOUNT);
    Label name = new Label();
    name.getStyleClass().add("title-3");
    name.textProperty().bind(model.nameProperty());
    Label server = new Label();
    server.getStyleClass().add("text-muted");
    server.textProperty().bind(model.serverProperty());
    Button out = new Button(Texts.of("account.sign-out"));
    out.setId("settings-sign-out");
    out.setOnAction(event -> signOut.run());
    VBox who = group("account.who", name, server, out);
    VBox password = group("account.password", password(model));
    who.visibleProperty().bind(model.signedInProperty());
    who.managedProperty().bind(who.visibleProperty());
    password.visibleProperty().bind(model.signedInProperty());
    password.managedProperty().bind(password.visibleProperty());
    Label nobody = note(Texts.of("account.nobody"));
    nobody.visibleProperty().bind(model.signedInProperty().not());
    nobody.managedProperty().bind(nobody.visibleProperty());
    getChildren().add(nobody);
  }

  private static VBox password(AccountViewModel model) {
    PasswordEntry current = new PasswordEntry("current-password", Texts.of("account.current"));
    PasswordEntry next = new PasswordEntry("next-password", Texts.of("account.next"));
    PasswordEntry repeat = new PasswordEntry("repeat-password", Texts.of("account.repeat"));
    next.onTyped(model::typed);
    Button change = new Button(Texts.of("account.change"));
    change.setId("change-password");
    change.getStyleClass().add("accent");
    change.disableProperty().bind(model.busyProperty());
    change.setOnAction(
        event -> model.change(current.password(), next.password(), repeat.password()));
    model
        .doneProperty()
        .addListener(
            (at, before, now) -> {
              if (!now.isEmpty()) {
                current.clear();
                next.clear();
                repeat.clear();
              }
            });
    VBox rows =
        new VBox(
            12,
            said(model.errorProperty(), "password-error", "text-danger"),
            said(model.doneProperty(), "password-done", "text-success"),
            current,
            next,
            new StrengthBar(model.strengthProperty()),
            repeat,
            note(Texts.of("account.others")),
            change);
    rows.setMaxWidth(420);
    return rows;
  }
}
