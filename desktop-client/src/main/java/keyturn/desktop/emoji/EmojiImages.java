package keyturn.desktop.emoji;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.image.Image;

/** Pictures ready to be drawn; those used last are kept. For the UI thread only. */
final class EmojiImages {
  private static final int KEPT = 256;

  private static final Map<Emoji, Image> IMAGES =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Emoji, Image> eldest) {
          return size() > KEPT;
        }
      };

  private EmojiImages() {}

  static Image of(Emoji emoji) {
    return IMAGES.computeIfAbsent(
        emoji,
        missing -> new Image(new ByteArrayInputStream(EmojiSet.standard().picture(missing))));
  }

  static int kept() {
    return IMAGES.size();
  }
}
