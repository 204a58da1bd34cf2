/** The card that asks for server, name and password. */
@NullMarked
package keyturn.desktop.signin;

import org.jspecify.annotations.NullMarked;
