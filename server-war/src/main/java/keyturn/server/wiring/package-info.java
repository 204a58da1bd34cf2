/** Puts the server together, and takes it apart again: the only package that knows every part. */
@NullMarked
package keyturn.server.wiring;

import org.jspecify.annotations.NullMarked;
