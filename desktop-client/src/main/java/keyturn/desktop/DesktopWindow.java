package keyturn.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.image.Image;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.RestingCaret;
import keyturn.desktop.common.Texts;
import keyturn.desktop.ended.EndedView;
import keyturn.desktop.look.Look;
import keyturn.desktop.look.Theme;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.settings.Section;
import keyturn.desktop.settings.SettingsWindow;
import keyturn.desktop.signin.SignInView;
import keyturn.desktop.trust.TrustView;
import keyturn.desktop.vault.VaultView;
import org.kordamp.ikonli.feather.Feather;

/** One window with its pages. */
final class DesktopWindow {
  private static final Duration TICK = Duration.ofMillis(200);

  private final DesktopViewModel model;
  private final StackPane root = new StackPane();
  private final Button settingsButton =
      Icons.button(Feather.SETTINGS, Texts.of("settings.tip"), this::showSettings);
  private final SignInView signIn;
  private final Browser browser;
  private final Ticker ticker;
  private final PreferencesModel preferences;
  // Made when they come to the front: what nobody looks at costs the first window nothing.
  private Optional<TrustView> trust = Optional.empty();
  private Optional<VaultView> vault = Optional.empty();
  private Optional<EndedView> ended = Optional.empty();
  private Optional<MainView> main = Optional.empty();
  private Optional<SettingsWindow> settings = Optional.empty();
  private Theme system;

  /**
   * @param system what the desktop uses
   * @param browser opens the links that people click on
   */
  DesktopWindow(
      DesktopViewModel model, PreferencesModel preferences, Theme system, Browser browser) {
    this.model = model;
    this.preferences = preferences;
    this.system = system;
    this.browser = browser;
    Look.loadFonts();
    settingsButton.setId("settings");
    signIn = new SignInView(model.signIn(), () -> showSettings(Section.NETWORK));
    ticker = new Ticker(TICK, Platform::runLater, model::tick);
  }

  /**
   * @param onClosed when the user has closed it
   */
  void open(Stage stage, Runnable onClosed) {
    Scene scene = new Scene(root, 1180, 760);
    use(scene);
    preferences.property().addListener((at, before, now) -> use(scene));
    scene.setNodeOrientation(
        Texts.isRightToLeft() ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
    scene.addEventFilter(InputEvent.ANY, event -> model.touched());
    scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+Comma"), this::showSettings);
    scene.getAccelerators().put(KeyCombination.valueOf("Shortcut+L"), model::lock);
    model.pageProperty().addListener((at, before, now) -> turn(now));
    turn(model.pageProperty().get());
    stage.setTitle(Texts.of("app.name"));
    model
        .people()
        .selfProperty()
        .addListener((at, before, now) -> stage.setTitle(now + " – " + Texts.of("app.name")));
    stage.setMinWidth(400);
    stage.setMinHeight(480);
    stage.getIcons().add(new Image(String.valueOf(DesktopWindow.class.getResource("keyturn.png"))));
    stage.setScene(scene);
    RestingCaret.in(scene);
    stage.focusedProperty().addListener((at, before, now) -> attentive(now));
    stage.setOnHidden(
        event -> {
          ticker.stop();
          settings.ifPresent(SettingsWindow::hide);
          onClosed.run();
        });
    ticker.start();
    stage.show();
  }

  private void turn(Page page) {
    Node next =
        switch (page) {
          case SIGN_IN -> signIn;
          case TRUST -> trust();
          case VAULT -> vault();
          case ENDED -> ended();
          case MAIN -> main();
        };
    root.getChildren().setAll(next);
    if (page == Page.SIGN_IN) {
      signIn.shown();
    } else if (page == Page.MAIN) {
      signIn.left();
    } else if (page == Page.ENDED) {
      ended().shown();
    }
  }

  private TrustView trust() {
    TrustView view = trust.orElseGet(() -> new TrustView(model.trust()));
    trust = Optional.of(view);
    return view;
  }

  private VaultView vault() {
    VaultView view = vault.orElseGet(() -> new VaultView(model.vault()));
    vault = Optional.of(view);
    return view;
  }

  private EndedView ended() {
    EndedView view = ended.orElseGet(() -> new EndedView(model.ended()));
    ended = Optional.of(view);
    return view;
  }

  private MainView main() {
    MainView view = main.orElseGet(() -> new MainView(model, List.of(settingsButton), browser));
    main = Optional.of(view);
    return view;
  }

  /** The desktop has changed between light and dark. */
  void system(Theme now) {
    system = now;
    Scene scene = root.getScene();
    if (scene != null) {
      use(scene);
    }
  }

  private void attentive(boolean now) {
    model.chat().attentive(now);
    model.notices().attentive(now);
  }

  private void showSettings() {
    settingsWindow().show();
  }

  private void showSettings(Section section) {
    settingsWindow().show(section);
  }

  private SettingsWindow settingsWindow() {
    SettingsWindow window =
        settings.orElseGet(
            () ->
                new SettingsWindow(
                    model.settings(), root.getScene().getWindow(), this::use, model::signOut));
    settings = Optional.of(window);
    return window;
  }

  private void use(Scene scene) {
    preferences.get().look(system).applyTo(scene);
  }
}
