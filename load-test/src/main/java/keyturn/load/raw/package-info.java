/** A WebSocket and a tunnel made by hand, for what the client library would never do. */
@NullMarked
package keyturn.load.raw;

import org.jspecify.annotations.NullMarked;
