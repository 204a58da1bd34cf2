/** One WebSocket with a tunnel in it, and coming back after every loss (docs/spec/tunnel.md). */
@NullMarked
package keyturn.client.link;

import org.jspecify.annotations.NullMarked;
