/** The banner and the status line: the truth about the connection. */
@NullMarked
package keyturn.desktop.link;

import org.jspecify.annotations.NullMarked;
