/** What every page needs: the client as the window sees it, texts, and the UI thread. */
@NullMarked
package keyturn.desktop.common;

import org.jspecify.annotations.NullMarked;
