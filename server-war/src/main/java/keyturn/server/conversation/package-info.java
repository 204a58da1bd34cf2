/**
 * Supervised conversations: who talks with whom, the epochs and their keys
 * (docs/spec/supervised.md).
 */
@NullMarked
package keyturn.server.conversation;

import org.jspecify.annotations.NullMarked;
