/**
 * Takes messages in, each committed before its sender hears of it, and brings them to every device
 * of the members (docs/spec/messages.md#delivery).
 */
@NullMarked
package keyturn.server.delivery;

import org.jspecify.annotations.NullMarked;
