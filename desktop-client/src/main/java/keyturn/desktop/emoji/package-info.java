/**
 * Emoji as pictures, the same on every system: the set, its names, text that shows it, a picker.
 */
@NullMarked
package keyturn.desktop.emoji;

import org.jspecify.annotations.NullMarked;
