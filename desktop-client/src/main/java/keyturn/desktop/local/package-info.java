/** What this computer offers: files, the desktop's services. It blocks; never on the UI thread. */
@NullMarked
package keyturn.desktop.local;

import org.jspecify.annotations.NullMarked;
