package keyturn.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import keyturn.desktop.conversation.ChatStage;
import keyturn.desktop.conversation.ChatView;
import keyturn.desktop.keyring.KeyRingView;
import keyturn.desktop.link.BannerView;
import keyturn.desktop.link.StatusView;
import keyturn.desktop.link.ToastView;
import keyturn.desktop.people.PeopleView;
import keyturn.desktop.people.SelfView;
import keyturn.desktop.search.SearchScope;
import keyturn.desktop.search.SearchView;
import org.kordamp.ikonli.feather.Feather;

/** People on the left, a conversation on the right; where both do not fit, one at a time. */
final class MainView extends StackPane {
  private static final double BOTH_FIT = 720;
  private static final double HEADER_FITS = 560;
  private static final double DIVIDER = 0.28;
  private static final double SIDE = 310;

  private final DesktopViewModel model;
  private final PeopleView people;
  private final SearchView search;
  private final KeyRingView keyRing;
  private final ChatView chat;
  private final BorderPane side;
  private final Button back =
      Icons.button(
          Texts.isRightToLeft() ? Feather.ARROW_RIGHT : Feather.ARROW_LEFT,
          Texts.of("chat.back"),
          this::leave);
  private final SplitPane split = new SplitPane();
  private boolean placed;

  /**
   * @param tools buttons that concern the whole window
   */
  MainView(DesktopViewModel model, List<Node> tools, Browser browser) {
    this.model = model;
    people = new PeopleView(model.people(), this::write);
    search = new SearchView(model.search(), people);
    keyRing = new KeyRingView(model.keyRing());
    ChatView.Places places =
        new ChatView.Places(
            keyRing,
            new BannerView(model.link()),
            new ToastView(model.link()),
            back,
            model.people()::togglePin);
    chat = new ChatView(model.chat(), places, browser, keyRing::open, this::begin);
    keyRing.wordsWhile(chat.widthProperty().greaterThan(HEADER_FITS));
    side = new BorderPane(search);
    side.getStyleClass().add("side");
    side.setTop(new VBox(self(tools)));
    side.setBottom(new StatusView(model.link()));
    side.setMinWidth(240);
    side.setPrefWidth(320);
    chat.setMinWidth(320);
    SplitPane.setResizableWithParent(side, false);
    getChildren().add(split);
    widthProperty().addListener((at, before, now) -> arrange());
    model
        .people()
        .selectedProperty()
        .addListener(
            (at, before, now) -> {
              arrange();
              if (now.isPresent() && !people.hasCursor()) {
                chat.focusComposer();
              }
            });
    // Somebody has just asked for it, and wants to write.
    model
        .chat()
        .stageProperty()
        .addListener(
            (at, before, now) -> {
              if (before == ChatStage.PERSON && now == ChatStage.OPEN) {
                chat.focusComposer();
              }
            });
    arrange();
    new MainKeys(this, model).install();
  }

  private SelfView self(List<Node> tools) {
    List<Node> all = new ArrayList<>();
    all.add(Icons.button(Feather.EDIT, Texts.of("chat.new-tip"), this::begin));
    all.addAll(tools);
    return new SelfView(model.people(), model.link().wordProperty(), model::choosePresence, all);
  }

  private boolean isNarrow() {
    return getWidth() > 0 && getWidth() < BOTH_FIT;
  }

  private void arrange() {
    boolean narrow = isNarrow();
    boolean talking = model.people().selectedProperty().get().isPresent();
    List<Node> wanted = !narrow ? List.of(side, chat) : talking ? List.of(chat) : List.of(side);
    back.setVisible(narrow);
    boolean changed = !split.getItems().equals(wanted);
    if (changed) {
      split.getItems().setAll(wanted);
    }
    // Where the divider belongs is known with the width.
    if (wanted.size() > 1 && getWidth() > 0 && (changed || !placed)) {
      split.setDividerPositions(Math.max(DIVIDER, SIDE / getWidth()));
      placed = true;
    }
  }

  private void write() {
    if (model.people().selectedProperty().get().isPresent()) {
      chat.focusComposer();
    }
  }

  private void leave() {
    model.people().select(Optional.empty());
    people.focusList();
  }

  void begin() {
    search(SearchScope.STRANGERS);
  }

  void search(SearchScope scope) {
    if (isNarrow()) {
      model.people().select(Optional.empty());
    }
    search.begin(scope);
  }

  /** Goes back one step; false if there is none. */
  boolean escape() {
    if (model.chat().find().openProperty().get()) {
      model.chat().find().close();
      chat.focusComposer();
    } else if (search.isSearching()) {
      model.search().end();
      people.focusList();
    } else if (isNarrow() && model.people().selectedProperty().get().isPresent()) {
      leave();
    } else {
      return false;
    }
    return true;
  }

  /** From the list to the messages to the composer, and around. */
  void nextPane() {
    Node owner = getScene().getFocusOwner();
    String at = owner == null || owner.getId() == null ? "" : owner.getId();
    switch (at) {
      case "people", "found", "search" -> chat.focusMessages();
      case "messages" -> chat.focusComposer();
      default -> people.focusList();
    }
  }

  ChatView chat() {
    return chat;
  }

  PeopleView people() {
    return people;
  }

  KeyRingView keyRing() {
    return keyRing;
  }
}
