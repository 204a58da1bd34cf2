package keyturn.server.websocket;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect ({@code keyturn.origins}). A native client sends no origin; a browser
 * always does, so that a page elsewhere cannot use its visitor's network position.
 */
public record Origins(Set<String> allowed) {
  public Origins {
    allowed = Set.copyOf(allowed);
  }

  boolean allows(@Nullable String origin) {
    return origin == null || allowed.contains(origin);
  }
}
