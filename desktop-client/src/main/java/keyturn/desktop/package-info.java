/** The window: composition root, pages and what routes the client's events to them. */
@NullMarked
package keyturn.desktop;

import org.jspecify.annotations.NullMarked;
