/** What the user prefers; it takes effect at once and is remembered. */
@NullMarked
package keyturn.desktop.preferences;

import org.jspecify.annotations.NullMarked;
