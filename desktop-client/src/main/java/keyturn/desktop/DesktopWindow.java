package keyturn.desktop;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import javafx.util.Duration;
import keyturn.desktop.common.Icons;
import keyturn.desktop.common.Texts;
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
  private Theme theme;

  DesktopWindow(DesktopViewModel model, Theme theme) {
    this.model = model;
    this.theme = theme;
    for (String style : new String[] {"Regular", "SemiBold", "Bold"}) {
      Font.loadFont(DesktopWindow.class.getResourceAsStream("fonts/Inter-" + style + ".otf"), 14);
    }
    signIn = new SignInView(model.signIn());
    trust = new TrustView(model.trust());
    main = new MainView(model, themeButton);
    ticker = new Timeline(new KeyFrame(TICK, event -> model.tick()));
    ticker.setCycleCount(Animation.INDEFINITE);
  }

  /**
   * @param onClosed when the user has closed it
   */
  void open(Stage stage, Runnable onClosed) {
    Scene scene = new Scene(root, 1180, 760);
    scene.getStylesheets().add(String.valueOf(DesktopWindow.class.getResource("keyturn.css")));
    use(theme);
    model.pageProperty().addListener((at, before, now) -> turn(now));
    turn(model.pageProperty().get());
    stage.setTitle(Texts.of("app.name"));
    model
        .people()
        .selfProperty()
        .addListener((at, before, now) -> stage.setTitle(now + " – " + Texts.of("app.name")));
    stage.setMinWidth(720);
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

  private void otherTheme() {
    use(theme.other());
  }

  private void use(Theme next) {
    theme = next;
    Application.setUserAgentStylesheet(theme.userAgentStylesheet());
    root.getStyleClass().setAll("root", theme.styleClass());
    themeButton.setGraphic(Icons.icon(theme == Theme.LIGHT ? Feather.MOON : Feather.SUN));
    Icons.name(themeButton, Texts.of(theme == Theme.LIGHT ? "theme.dark" : "theme.light"));
  }
}
