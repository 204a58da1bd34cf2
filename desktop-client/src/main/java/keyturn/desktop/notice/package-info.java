/** What the desktop tells its user while the window is elsewhere; never what a message says. */
@NullMarked
package keyturn.desktop.notice;

import org.jspecify.annotations.NullMarked;
