/** One conversation: its messages and the composer. */
@NullMarked
package keyturn.desktop.conversation;

import org.jspecify.annotations.NullMarked;
