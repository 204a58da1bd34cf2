/** Many clients in one thread: the client library on a transport without threads of its own. */
@NullMarked
package keyturn.load.client;

import org.jspecify.annotations.NullMarked;
