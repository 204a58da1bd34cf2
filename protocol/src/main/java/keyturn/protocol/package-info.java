/** What both ends of the protocol share: how a peer can break the specification (docs/spec). */
@NullMarked
package keyturn.protocol;

import org.jspecify.annotations.NullMarked;
