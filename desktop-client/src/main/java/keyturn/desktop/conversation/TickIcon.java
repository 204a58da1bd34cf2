package keyturn.desktop.conversation;

import java.util.Locale;
import javafx.scene.shape.SVGPath;
import keyturn.desktop.common.Styles;

/** ◷ ✓ ✓✓ drawn alike on every system; the words stand in the tooltip and for screen readers. */
final class TickIcon extends SVGPath {
  void show(Tick tick) {
    setContent(
        switch (tick) {
          case NONE -> "";
          case WAITING -> "M6,1 A5,5 0 1 0 6.01,1 Z M6,3.5 V6.2 L8,7.6";
          case STORED -> "M1,6 L4.2,9.2 L10.5,2";
          case DELIVERED, READ -> "M1,6 L4.2,9.2 L10.5,2 M7.4,8.6 L8,9.2 L14.3,2";
          case NOT_DELIVERED -> "M6,1 A5,5 0 1 0 6.01,1 Z M6,3.4 V6.4 M6,8.4 V8.5";
        });
    Styles.set(this, "tick", "tick-" + tick.name().toLowerCase(Locale.ROOT));
    setVisible(tick != Tick.NONE);
    setManaged(tick != Tick.NONE);
  }
}
