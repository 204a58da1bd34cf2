package keyturn.desktop.conversation;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Script;
import keyturn.desktop.common.Texts;
import keyturn.desktop.emoji.Emoji;
import keyturn.desktop.emoji.EmojiPicker;
import keyturn.desktop.emoji.EmojiSet;
import keyturn.desktop.emoji.Shortcodes;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Where one writes: grows with the text to six lines. Enter sends, Shift+Enter begins a line. */
final class Composer extends VBox {
  private static final double PADDING = 22;
  private static final double TALLEST = 140;
  private static final double MORE_FITS = 480;

  /** Nobody types so much; a paste of megabytes would stop the window. */
  private static final int MOST_CHARACTERS = 200_000;

  private final TextArea area = new TextArea();
  private final Label warning = new Label();
  private final Button smile;
  private final EmojiPicker picker;
  private final ShortcodePopup completion = new ShortcodePopup(area, this::complete);
  private final ChatViewModel model;

  Composer(ChatViewModel model) {
    this.model = model;
    picker = new EmojiPicker(model.emoji(), this::insert);
    getStyleClass().add("composer");
    prepareArea();
    growWithText();
    HBox.setHgrow(area, Priority.ALWAYS);
    warning.setId("length");
    warning.visibleProperty().bind(warning.textProperty().isNotEmpty());
    warning.managedProperty().bind(warning.visibleProperty());
    smile = Icons.button(Feather.SMILE, Texts.of("emoji.open"), this::pick);
    smile.setId("emoji");
    smile.disableProperty().bind(area.disabledProperty());
    Button send = Icons.button(Feather.SEND, Texts.of("chat.send"), model::send);
    send.setId("send");
    send.getGraphic().setScaleX(Texts.isRightToLeft() ? -1 : 1);
    send.getStyleClass().setAll("button", "button-icon", "accent", "send");
    send.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !isSendable(), model.draftProperty(), model.blockedProperty()));
    model
        .draftProperty()
        .addListener(
            (at, before, now) -> {
              judge(now);
              Script.dress(area, now);
            });
    judge(model.draftProperty().get());
    HBox line = new HBox(8, area, smile, send);
    line.setAlignment(Pos.BOTTOM_LEFT);
    getChildren().addAll(warning, line);
  }

  private void prepareArea() {
    area.setId("composer");
    area.setWrapText(true);
    area.setPrefRowCount(1);
    area.setTextFormatter(new TextFormatter<>(Composer::written));
    area.textProperty().bindBidirectional(model.draftProperty());
    StringBinding prompt =
        Bindings.createStringBinding(
            this::prompt, model.personProperty(), model.blockedProperty(), area.widthProperty());
    area.promptTextProperty().bind(prompt);
    area.accessibleTextProperty().bind(prompt);
    area.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.blockedProperty().get().isPresent(), model.blockedProperty()));
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    area.caretPositionProperty().addListener((at, before, now) -> offer());
    area.focusedProperty().addListener((at, before, now) -> completion.hide());
  }

  /** A closing colon makes an emoji of a shortcode. */
  private static TextFormatter.@Nullable Change written(TextFormatter.Change change) {
    if (change.getControlNewText().length() > MOST_CHARACTERS) {
      return null;
    }
    if (change.getText().equals(":")) {
      Shortcodes.closedAt(EmojiSet.standard(), change.getControlText(), change.getRangeStart())
          .ifPresent(
              closed -> {
                String text = closed.emoji().text();
                change.setRange(closed.from(), change.getRangeEnd());
                change.setText(text);
                change.selectRange(closed.from() + text.length(), closed.from() + text.length());
              });
    }
    return change;
  }

  private String prompt() {
    return model
        .blockedProperty()
        .get()
        .or(
            () ->
                model
                    .personProperty()
                    .get()
                    .map(p -> Texts.of("chat.prompt", p.name()))
                    .map(prompt -> prompt + more()))
        .orElse("");
  }

  private String more() {
    return area.getWidth() < MORE_FITS ? "" : "  ·  " + Texts.of("chat.prompt-more");
  }

  private boolean isSendable() {
    String text = model.draftProperty().get();
    return !text.isBlank() && DraftLength.fits(text) && model.blockedProperty().get().isEmpty();
  }

  private void judge(String text) {
    warning.setText(DraftLength.warning(text).orElse(""));
    boolean fits = DraftLength.fits(text);
    warning.getStyleClass().setAll("label", fits ? "length-near" : "length-over");
  }

  void focusArea() {
    area.requestFocus();
    area.end();
  }

  void pick() {
    picker.show(smile);
  }

  private void insert(Emoji chosen) {
    area.requestFocus();
    area.replaceSelection(chosen.text());
  }

  private void complete(Emoji chosen) {
    Shortcodes.begunAt(area.getText(), area.getCaretPosition())
        .ifPresent(
            begun -> {
              model.emoji().used(chosen);
              area.replaceText(begun.from(), area.getCaretPosition(), chosen.text());
            });
  }

  /** Once the caret has moved: what has been written may be, or become, a shortcode. */
  private void offer() {
    String text = area.getText();
    int caret = area.getCaretPosition();
    Optional<Shortcodes.Begun> begun =
        area.isFocused() && caret <= text.length()
            ? Shortcodes.begunAt(text, caret)
            : Optional.empty();
    if (begun.isPresent()) {
      completion.offer(begun.get().begun());
    } else {
      completion.hide();
    }
  }

  private void key(KeyEvent event) {
    if (completion.key(event)) {
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      event.consume();
      if (event.isShiftDown()) {
        area.replaceSelection("\n");
      } else {
        model.send();
      }
    }
  }

  private void growWithText() {
    Text measure = new Text();
    measure.textProperty().bind(area.textProperty().concat("|"));
    measure.fontProperty().bind(area.fontProperty());
    measure.wrappingWidthProperty().bind(area.widthProperty().subtract(44));
    area.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.min(TALLEST, Math.ceil(measure.getLayoutBounds().getHeight()) + PADDING),
                measure.layoutBoundsProperty()));
    area.setMinHeight(USE_PREF_SIZE);
    area.setMaxHeight(USE_PREF_SIZE);
  }
}
