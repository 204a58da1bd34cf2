/** Who can be reached, and how (docs/spec/messages.md#presence). */
@NullMarked
package keyturn.server.presence;

import org.jspecify.annotations.NullMarked;
