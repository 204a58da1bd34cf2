package keyturn.desktop.trust;

import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The page about a server's key. Enter and Esc both mean: do not connect. */
public final class TrustView extends StackPane {
  private final TrustViewModel model;
  private final StackPane page = new StackPane();

  public TrustView(TrustViewModel model) {
    this.model = model;
    page.getStyleClass().add("page");
    page.addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    getChildren().add(scroll);
    model.questionProperty().addListener((at, before, now) -> ask(now));
    ask(model.questionProperty().get());
  }

  /** Enter ticks and trusts nothing, unless the cursor was moved to the button that says so. */
  private void enter(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
      event.consume();
      model.refuse();
    }
  }

  private void ask(Optional<TrustViewModel.Question> question) {
    page.getChildren().clear();
    question.ifPresent(
        asked -> page.getChildren().add(asked.changed() ? changedKey(asked) : firstContact(asked)));
  }

  private Node firstContact(TrustViewModel.Question asked) {
    CheckBox compared = new CheckBox(Texts.of("trust.compared"));
    compared.setId("compared");
    compared.selectedProperty().bindBidirectional(model.comparedProperty());
    return card(
        heading(Feather.ALERT_TRIANGLE, "icon-warning", "trust.title", "trust.explained"),
        facts(asked),
        words(asked.words(), "words"),
        fingerprint(asked),
        compared,
        keys(),
        buttons("trust.accept", "accent-quiet"));
  }

  private Node changedKey(TrustViewModel.Question asked) {
    TextField typed = new TextField();
    typed.setId("typed-server");
    typed.setPromptText(asked.server());
    typed.textProperty().bindBidirectional(model.typedServerProperty());
    Label label = new Label(Texts.of("trust.type-server"));
    label.setLabelFor(typed);
    VBox card =
        card(
            heading(
                Feather.ALERT_OCTAGON,
                "icon-danger",
                "trust.changed-title",
                "trust.changed-explained"),
            facts(asked),
            new VBox(
                6,
                caption("trust.old-words"),
                words(asked.oldWords().orElse(""), "words"),
                caption("trust.new-words"),
                words(asked.words(), "words-danger")),
            fingerprint(asked),
            new VBox(6, label, typed),
            buttons("trust.replace", "danger"));
    card.getStyleClass().add("card-danger");
    return card;
  }

  private static VBox card(Node... parts) {
    VBox card = new VBox(16, parts);
    card.getStyleClass().add("card");
    card.setMaxSize(560, USE_PREF_SIZE);
    return card;
  }

  private static Node heading(Feather feather, String style, String title, String explained) {
    Label first = new Label(Texts.of(title));
    first.getStyleClass().add("title-2");
    first.setId("trust-title");
    Label second = new Label(Texts.of(explained));
    second.getStyleClass().add("text-muted");
    second.setWrapText(true);
    second.setMinHeight(USE_PREF_SIZE);
    VBox text = new VBox(4, first, second);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox heading = new HBox(16, Icons.icon(feather, "big-icon", style), text);
    heading.setAlignment(Pos.CENTER_LEFT);
    return heading;
  }

  private static Node facts(TrustViewModel.Question asked) {
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(6);
    for (TrustViewModel.Fact fact : asked.facts()) {
      Label label = new Label(fact.label());
      label.getStyleClass().add("text-muted");
      Label value = new Label(fact.value());
      value.setWrapText(true);
      grid.addRow(grid.getRowCount(), label, value);
    }
    return grid;
  }

  private static Node words(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setAlignment(Pos.CENTER);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Node caption(String key) {
    Label label = new Label(Texts.of(key));
    label.getStyleClass().addAll("text-muted", "text-small");
    return label;
  }

  private static Node keys() {
    Label label = new Label(Texts.of("trust.keys"));
    label.getStyleClass().addAll("text-muted", "text-small");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Node fingerprint(TrustViewModel.Question asked) {
    TextField field = new TextField(asked.fingerprint());
    field.setEditable(false);
    field.getStyleClass().add("fingerprint");
    field.setAccessibleText(Texts.of("trust.fingerprint"));
    field.setFocusTraversable(false);
    return new VBox(6, caption("trust.fingerprint"), field);
  }

  private Node buttons(String acceptText, String acceptStyle) {
    Button accept = new Button(Texts.of(acceptText));
    accept.setId("accept");
    accept.getStyleClass().add(acceptStyle);
    accept.disableProperty().bind(model.acceptableProperty().not());
    accept.setOnAction(event -> model.accept());
    Button refuse = new Button(Texts.of("trust.refuse"));
    refuse.setId("refuse");
    refuse.getStyleClass().add("accent");
    refuse.setDefaultButton(true);
    refuse.setCancelButton(true);
    refuse.setOnAction(event -> model.refuse());
    Platform.runLater(refuse::requestFocus);
    HBox buttons = new HBox(10, accept, refuse);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    return buttons;
  }
}
