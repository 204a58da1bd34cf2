/** One window for all that can be chosen; every change holds at once. */
@NullMarked
package keyturn.desktop.settings;

import org.jspecify.annotations.NullMarked;
