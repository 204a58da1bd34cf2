package keyturn.desktop.settings;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.PasswordEntry;
import keyturn.desktop.common.Texts;

/** A proxy, a test of the connection, and what the connection did. */
final class NetworkPage extends SettingsPage {
  NetworkPage(NetworkViewModel model) {
    super(Section.NETWORK);
    group("network.proxy", proxy(model));
    Button test = new Button(Texts.of("network.test"));
    test.setId("test-connection");
    test.disableProperty().bind(model.testingProperty());
    test.setOnAction(event -> model.test());
    group("network.connection", test, said(model.outcomeProperty(), "test-outcome", "text-plain"));
    TextArea log = new TextArea();
    log.setId("link-log");
    log.setEditable(false);
    log.setPrefRowCount(8);
    log.getStyleClass().add("fingerprint");
    log.setAccessibleText(Texts.of("network.log"));
    log.textProperty()
        .bind(Bindings.createStringBinding(() -> String.join("\n", model.lines()), model.lines()));
    model
        .lines()
        .addListener((ListChangeListener<String>) change -> log.setScrollTop(Double.MAX_VALUE));
    group("network.log", log, note(Texts.of("network.log-explained")));
  }

  private static VBox proxy(NetworkViewModel model) {
    TextField host = new TextField();
    host.setId("proxy-host");
    host.textProperty().bindBidirectional(model.hostProperty());
    TextField port = new TextField();
    port.setId("proxy-port");
    port.setPrefColumnCount(6);
    port.textProperty().bindBidirectional(model.portProperty());
    TextField user = new TextField();
    user.setId("proxy-user");
    user.textProperty().bindBidirectional(model.userProperty());
    PasswordEntry password = new PasswordEntry("proxy-password", Texts.of("network.password"));
    VBox hostBox = labelled("network.host", host);
    HBox.setHgrow(hostBox, Priority.ALWAYS);
    Button use = new Button(Texts.of("network.use"));
    use.setId("use-this-proxy");
    use.getStyleClass().add("accent");
    use.setOnAction(event -> model.apply(password.password()));
    VBox rows =
        new VBox(
            12,
            note(Texts.of("network.proxy-explained")),
            said(model.errorProperty(), "proxy-error", "text-danger"),
            new HBox(12, hostBox, labelled("network.port", port)),
            labelled("network.user", user),
            password,
            use);
    rows.setMaxWidth(460);
    return rows;
  }
}
