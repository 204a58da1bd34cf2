package keyturn.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import keyturn.desktop.common.Client;
import keyturn.desktop.common.Connection;
import keyturn.desktop.emoji.Emoji;
import keyturn.desktop.emoji.EmojiPickerViewModel;
import keyturn.desktop.emoji.EmojiSet;
import keyturn.desktop.people.PeopleViewModel;
import keyturn.protocol.id.UserId;

/** Who is pinned and which emoji were used last: an account's own, so the vault keeps it. */
final class Remembered {
  private static final String PINNED = "pinned";
  private static final String EMOJI = "emoji";

  private final Connection connection;
  private final Executor ui;
  private final PeopleViewModel people;
  private final EmojiPickerViewModel emoji;

  /** Nothing is written while it is read, or before. */
  private boolean loaded;

  Remembered(
      Connection connection, Executor ui, PeopleViewModel people, EmojiPickerViewModel emoji) {
    this.connection = connection;
    this.ui = ui;
    this.people = people;
    this.emoji = emoji;
    people
        .pinned()
        .addListener(
            (ListChangeListener<UserId>)
                change ->
                    save(
                        PINNED,
                        people.pinned().stream()
                            .map(user -> Long.toString(user.value()))
                            .collect(Collectors.joining(" "))));
    emoji
        .recent()
        .addListener(
            (ListChangeListener<Emoji>)
                change ->
                    save(
                        EMOJI,
                        emoji.recent().stream().map(Emoji::text).collect(Collectors.joining(" "))));
  }

  /** Somebody has signed in. */
  void load() {
    loaded = false;
    connection
        .client()
        .ifPresent(
            client -> {
              // The set is read here, off the UI thread.
              var unused =
                  client.notes().thenApply(Remembered::read).thenAcceptAsync(this::show, ui);
            });
  }

  /** Nobody's any more. */
  void forget() {
    loaded = false;
    emoji.remember(List.of());
  }

  private record Notes(List<UserId> pinned, List<Emoji> emoji) {}

  private static Notes read(Map<String, String> notes) {
    List<UserId> pinned = new ArrayList<>();
    for (String number : notes.getOrDefault(PINNED, "").split(" ", -1)) {
      if (number.matches("[1-9][0-9]{0,17}")) {
        pinned.add(new UserId(Long.parseLong(number)));
      }
    }
    List<Emoji> emoji = new ArrayList<>();
    String used = notes.getOrDefault(EMOJI, "");
    if (!used.isEmpty()) {
      for (String one : used.split(" ", -1)) {
        EmojiSet.standard().at(one, 0).map(EmojiSet.Found::emoji).ifPresent(emoji::add);
      }
    }
    return new Notes(pinned, emoji);
  }

  private void show(Notes notes) {
    people.pin(notes.pinned());
    emoji.remember(notes.emoji());
    loaded = true;
  }

  private void save(String name, String text) {
    Optional<Client> client = connection.client();
    if (loaded && client.isPresent()) {
      client.get().saveNote(name, text);
    }
  }
}
