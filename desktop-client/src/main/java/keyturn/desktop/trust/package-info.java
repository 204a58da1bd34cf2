/** First contact with a server, and a server whose key has changed. */
@NullMarked
package keyturn.desktop.trust;

import org.jspecify.annotations.NullMarked;
