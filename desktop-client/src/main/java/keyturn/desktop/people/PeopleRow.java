package keyturn.desktop.people;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import keyturn.client.ConversationView;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.Presence;

/** A person in the list, with the conversation there is with them. It stays the same object. */
public final class PeopleRow {
  /**
   * What the row shows.
   *
   * @param account the name the server knows
   * @param name the same, safe to show and marked if it poses as another
   * @param heading of the section that begins with this row
   * @param time of the last message, empty if there is none
   * @param pinned always on top
   */
  public record Content(
      String account,
      String name,
      Presence presence,
      Optional<ConversationView> conversation,
      String preview,
      String time,
      Optional<String> heading,
      boolean pinned,
      String spoken) {}

  private final UserId user;
  private final ReadOnlyObjectWrapper<Content> content;

  PeopleRow(UserId user, Content content) {
    this.user = user;
    this.content = new ReadOnlyObjectWrapper<>(content);
  }

  public UserId user() {
    return user;
  }

  public Content content() {
    return content.get();
  }

  public ReadOnlyObjectProperty<Content> contentProperty() {
    return content.getReadOnlyProperty();
  }

  void setContent(Content next) {
    content.set(next);
  }
}
