/** Search over people and everything that was written. */
@NullMarked
package keyturn.desktop.search;

import org.jspecify.annotations.NullMarked;
