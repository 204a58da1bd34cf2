/** A signed-in connection as the use cases see it; the platform behind it is {@code websocket}. */
@NullMarked
package keyturn.server.session;

import org.jspecify.annotations.NullMarked;
