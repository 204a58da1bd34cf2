/** The page about what this computer keeps, when it does not open. */
@NullMarked
package keyturn.desktop.vault;

import org.jspecify.annotations.NullMarked;
