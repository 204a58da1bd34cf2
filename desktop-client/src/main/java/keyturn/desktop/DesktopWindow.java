package keyturn.desktop;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import keyturn.desktop.common.Browser;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
import keyturn.desktop.look.Look;
import keyturn.desktop.look.Theme;
import keyturn.desktop.look.ThemeChoice;
import keyturn.desktop.preferences.PreferencesModel;
import keyturn.desktop.signin.SignInView;
import keyturn.desktop.trust.TrustView;
import org.kordamp.ikonli.feather.Feather;

/** One window with its pages. */
final class DesktopWindow {
  /** Smooth enough for a ring that takes 30 s to empty. */
  private static final Duration TICK = Duration.millis(200);

  private final DesktopViewModel model;
  private final StackPane root = new StackPane();
  private final Button themeButton = Icons.button(Feather.MOON, "", this::otherTheme);
  private final SignInView signIn;
  private final TrustView trust;
  private final MainView main;
  private final Timeline ticker;
  private final PreferencesModel preferences;
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
    Look.loadFonts();
    themeButton.setId("theme");
    signIn = new SignInView(model.signIn());
    trust = new TrustView(model.trust());
    main = new MainView(model, List.of(themeButton, signOut()), browser);
    ticker = new Timeline(new KeyFrame(TICK, event -> model.tick()));
    ticker.setCycleCount(Animation.INDEFINITE);
  }

  /**
   * @param onClosed when the user has closed it
   */
  void open(Stage stage, Runnable onClosed) {
    Scene scene = new Scene(root, 1180, 760);
    use(scene);
    preferences.property().addListener((at, before, now) -> use(scene));
    model.pageProperty().addListener((at, before, now) -> turn(now));
    turn(model.pageProperty().get());
    stage.setTitle(Texts.of("app.name"));
    model
        .people()
        .selfProperty()
        .addListener((at, before, now) -> stage.setTitle(now + " – " + Texts.of("app.name")));
    stage.setMinWidth(400);
    stage.setMinHeight(480);
    stage.setScene(scene);
    stage.focusedProperty().addListener((at, before, now) -> model.chat().attentive(now));
    stage.setOnHidden(
        event -> {
          ticker.stop();
          onClosed.run();
        });
    ticker.play();
    stage.show();
  }

  private Button signOut() {
    return Icons.button(Feather.LOG_OUT, Texts.of("account.sign-out"), model::signOut);
  }

  private void turn(Page page) {
    Node next =
        switch (page) {
          case SIGN_IN -> signIn;
          case TRUST -> trust;
          case MAIN -> main;
        };
    root.getChildren().setAll(next);
    if (page == Page.SIGN_IN) {
      signIn.shown();
    } else if (page == Page.MAIN) {
      signIn.left();
    }
  }

  /** The desktop has changed between light and dark. */
  void system(Theme now) {
    system = now;
    Scene scene = root.getScene();
    if (scene != null) {
      use(scene);
    }
  }

  private void otherTheme() {
    boolean light = preferences.get().theme().in(system) == Theme.LIGHT;
    preferences.change(was -> was.withTheme(light ? ThemeChoice.DARK : ThemeChoice.LIGHT));
  }

  private void use(Scene scene) {
    Look look = preferences.get().look(system);
    look.applyTo(scene);
    boolean light = look.theme() == Theme.LIGHT;
    themeButton.setGraphic(Icons.icon(light ? Feather.MOON : Feather.SUN));
    Icons.name(themeButton, Texts.of(light ? "theme.dark" : "theme.light"));
  }
}
