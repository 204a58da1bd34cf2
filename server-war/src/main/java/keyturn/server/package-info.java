/** What the use cases of the server have in common. */
@NullMarked
package keyturn.server;

import org.jspecify.annotations.NullMarked;
