package keyturn.desktop.signin;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.PasswordEntry;
import keyturn.desktop.common.StrengthBar;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The sign-in card. */
public final class SignInView extends StackPane {
  private final SignInViewModel model;
  private final TextField server = field("server", Texts.of("signin.server-prompt"));
  private final TextField name = field("name", "");
  private final PasswordEntry password = new PasswordEntry("password", Texts.of("signin.password"));
  private final PasswordEntry repeat = new PasswordEntry("repeat", Texts.of("signin.repeat"));
  private final TextField invitation = field("invitation", "");
  private final BooleanBinding creating;
  private final BooleanBinding unlocking;
  private final Runnable onProxy;

  /**
   * @param onProxy opens what is set about the network
   */
  public SignInView(SignInViewModel model, Runnable onProxy) {
    this.model = model;
    this.onProxy = onProxy;
    unlocking = model.modeProperty().isEqualTo(SignInMode.UNLOCK);
    creating = model.modeProperty().isEqualTo(SignInMode.CREATE_ACCOUNT);
    server.textProperty().bindBidirectional(model.serverProperty());
    name.textProperty().bindBidirectional(model.nameProperty());
    invitation.textProperty().bindBidirectional(model.invitationProperty());
    server.focusedProperty().addListener((at, before, now) -> leftServer(now));
    repeat.visibleProperty().bind(creating);
    server.disableProperty().bind(unlocking);
    name.disableProperty().bind(unlocking);
    password.onTyped(model::typed);
    model.focusProperty().addListener((at, before, now) -> focus(now));

    VBox card =
        new VBox(
            12,
            heading(),
            message(model.errorProperty(), "message-danger", Feather.ALERT_CIRCLE, "error"),
            message(model.noticeProperty(), "message-info", Feather.INFO, "notice"),
            labelled(Texts.of("signin.server"), server),
            labelled(Texts.of("signin.name"), name),
            password,
            new StrengthBar(model.strengthProperty()),
            hint(model.passwordHintProperty()),
            repeat,
            invitationField(),
            keep(),
            submitButton(),
            footer());
    card.getStyleClass().add("card");
    card.setMaxSize(400, USE_PREF_SIZE);
    card.disableProperty().bind(model.busyProperty());
    StackPane page = new StackPane(card);
    page.getStyleClass().add("page");
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    getChildren().add(scroll);
  }

  /** The page has come to the front. */
  public void shown() {
    Platform.runLater(() -> focus(model.focusProperty().get()));
  }

  /** The page has gone: no password stays in it. */
  public void left() {
    password.clear();
    repeat.clear();
  }

  private void leftServer(boolean focused) {
    if (!focused) {
      model.serverEntered();
    }
  }

  private void focus(SignInField field) {
    switch (field) {
      case SERVER -> server.requestFocus();
      case NAME -> name.requestFocus();
      case PASSWORD -> password.focus();
      case REPEAT -> repeat.focus();
      case INVITATION -> invitation.requestFocus();
    }
  }

  private Node heading() {
    StackPane mark = new StackPane(Icons.icon(Feather.KEY, "app-mark-icon"));
    unlocking.addListener(
        (at, before, now) ->
            mark.getChildren()
                .setAll(Icons.icon(now ? Feather.LOCK : Feather.KEY, "app-mark-icon")));
    mark.getStyleClass().add("app-mark");
    mark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    Label title = new Label(Texts.of("signin.title"));
    title.getStyleClass().add("title-1");
    Label subtitle = new Label();
    subtitle.getStyleClass().add("text-muted");
    subtitle
        .textProperty()
        .bind(
            Bindings.when(creating)
                .then(Texts.of("signin.subtitle-create"))
                .otherwise(
                    Bindings.when(unlocking)
                        .then(Texts.of("signin.subtitle-locked"))
                        .otherwise(Texts.of("signin.subtitle"))));
    VBox heading = new VBox(6, mark, title, subtitle);
    heading.setAlignment(Pos.CENTER);
    return heading;
  }

  private Node keep() {
    CheckBox box = new CheckBox(Texts.of("signin.keep"));
    box.setId("keep");
    box.setTooltip(new Tooltip(Texts.of("signin.keep-explained")));
    box.selectedProperty().bindBidirectional(model.kept().wantedProperty());
    box.visibleProperty().bind(model.kept().offeredProperty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private Node invitationField() {
    Node node = labelled(Texts.of("signin.invitation"), invitation);
    node.visibleProperty().bind(model.invitationAskedProperty());
    node.managedProperty().bind(node.visibleProperty());
    return node;
  }

  private Button submitButton() {
    Button button = new Button();
    button.setId("submit");
    button.getStyleClass().addAll("accent", "large");
    button.setDefaultButton(true);
    button.setMaxWidth(Double.MAX_VALUE);
    button
        .textProperty()
        .bind(
            Bindings.when(model.busyProperty())
                .then(Texts.of("signin.busy"))
                .otherwise(
                    Bindings.when(creating)
                        .then(Texts.of("signin.button-create"))
                        .otherwise(
                            Bindings.when(unlocking)
                                .then(Texts.of("signin.button-unlock"))
                                .otherwise(Texts.of("signin.button")))));
    button.setOnAction(event -> model.submit(password.password(), repeat.password()));
    return button;
  }

  private Node footer() {
    Hyperlink mode = new Hyperlink();
    mode.setId("switch-mode");
    mode.textProperty()
        .bind(
            Bindings.when(creating)
                .then(Texts.of("signin.to-sign-in"))
                .otherwise(
                    Bindings.when(unlocking)
                        .then(Texts.of("signin.to-other"))
                        .otherwise(Texts.of("signin.to-create"))));
    mode.visibleProperty().bind(model.createOfferedProperty().or(creating).or(unlocking));
    mode.managedProperty().bind(mode.visibleProperty());
    mode.setOnAction(event -> model.switchMode());
    Label reader = new Label(Texts.of("signin.screen-reader"));
    reader.getStyleClass().addAll("text-muted", "text-small");
    reader.setWrapText(true);
    Hyperlink proxy = new Hyperlink(Texts.of("signin.proxy"));
    proxy.setId("use-proxy");
    proxy.setOnAction(event -> onProxy.run());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox links = new HBox(proxy, between, mode);
    VBox footer = new VBox(8, links, reader);
    footer.setAlignment(Pos.CENTER);
    return footer;
  }

  private static Node message(
      ObservableValue<String> text, String style, Feather feather, String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.textProperty().bind(text);
    HBox.setHgrow(label, Priority.ALWAYS);
    HBox box = new HBox(10, Icons.icon(feather), label);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("message", style);
    box.visibleProperty().bind(label.textProperty().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private static Node hint(ObservableValue<String> text) {
    Label label = new Label();
    label.getStyleClass().addAll("text-muted", "text-small");
    label.setWrapText(true);
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private static Node labelled(String text, TextField field) {
    Label label = new Label(text);
    label.getStyleClass().add("field-label");
    label.setLabelFor(field);
    return new VBox(5, label, field);
  }

  private static TextField field(String id, String prompt) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    return field;
  }
}
