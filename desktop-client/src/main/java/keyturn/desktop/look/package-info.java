/** What the window looks like: colours, sizes, motion, the same on every page. */
@NullMarked
package keyturn.desktop.look;

import org.jspecify.annotations.NullMarked;
