/** How long the key of a supervised conversation is still valid. */
@NullMarked
package keyturn.desktop.keyring;

import org.jspecify.annotations.NullMarked;
