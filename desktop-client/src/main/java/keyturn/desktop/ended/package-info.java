/** The page that says why a session is over. */
@NullMarked
package keyturn.desktop.ended;

import org.jspecify.annotations.NullMarked;
