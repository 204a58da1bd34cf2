package keyturn.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import keyturn.desktop.DesktopApp;

/**
 * The desktop client as a process, started as people start it, with somebody at its controls: does
 * what lines of standard input ask for, and answers each with one line. {@link RealWindow} is the
 * other end.
 */
final class DrivenWindow {
  static final String DONE = "done";
  static final String NOT_YET = "not yet";

  private DrivenWindow() {}

  /** Standard input: {@code COMMAND TAB SELECTOR TAB TEXT}; the arguments are the client's. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Thread app =
        new Thread(
            () -> {
              try {
                DesktopApp.main(args);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "app");
    app.start();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        System.out.println(answer(line.split("\t", -1)));
        line = in.readLine();
      }
    }
    // Whoever looked after this process has gone.
    Runtime.getRuntime().halt(1);
  }

  private static String answer(String[] command) throws InterruptedException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    try {
      Platform.runLater(() -> answer.complete(act(command[0], command[1], command[2])));
      return answer.get();
    } catch (IllegalStateException e) {
      return NOT_YET; // the toolkit is still to start
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String act(String command, String selector, String text) {
    return switch (command) {
      case "read" -> find(selector).map(DrivenWindow::read).collect(Collectors.joining(" / "));
      case "count" -> String.valueOf(find(selector).count());
      case "type" -> first(selector, TextInputControl.class, field -> field.setText(text));
      case "press" -> first(selector, ButtonBase.class, ButtonBase::fire);
      case "pick" -> pick(selector, text);
      case "close" -> close();
      default -> throw new IllegalArgumentException(command);
    };
  }

  private static <T extends Node> String first(
      String selector, Class<T> type, java.util.function.Consumer<T> action) {
    return find(selector)
        .filter(node -> type.isInstance(node) && !node.isDisabled())
        .findFirst()
        .map(
            node -> {
              action.accept(type.cast(node));
              return DONE;
            })
        .orElse(NOT_YET);
  }

  /** Chooses the row of a list that says this. */
  private static String pick(String selector, String text) {
    return find(selector)
        .filter(ListView.class::isInstance)
        .flatMap(list -> list.lookupAll(".list-cell").stream())
        .filter(cell -> isShown(cell) && read(cell).contains(text))
        .map(ListCell.class::cast)
        .findFirst()
        .map(
            cell -> {
              cell.getListView().getSelectionModel().select(cell.getIndex());
              return DONE;
            })
        .orElse(NOT_YET);
  }

  private static String close() {
    for (Window window : List.copyOf(Window.getWindows())) {
      if (window instanceof Stage stage) {
        stage.close();
      }
    }
    return DONE;
  }

  /** What people can see. */
  private static Stream<Node> find(String selector) {
    return Window.getWindows().stream()
        .filter(window -> window.isShowing() && window.getScene() != null)
        .flatMap(window -> window.getScene().getRoot().lookupAll(selector).stream())
        .filter(DrivenWindow::isShown);
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static String read(Node node) {
    List<String> words = new ArrayList<>();
    collect(node, words);
    return String.join(" | ", words).replace('\n', ' ');
  }

  private static void collect(Node node, List<String> words) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Text text && !text.getText().isBlank()) {
      words.add(text.getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, words));
    }
  }
}
