/** The client for terminals, scripts, bots and screen readers. */
@NullMarked
package keyturn.console;

import org.jspecify.annotations.NullMarked;
