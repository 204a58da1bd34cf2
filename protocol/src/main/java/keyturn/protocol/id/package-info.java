/** Identifiers, each a type of its own so that one cannot stand for another. */
@NullMarked
package keyturn.protocol.id;

import org.jspecify.annotations.NullMarked;
