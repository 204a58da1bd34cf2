/** Everything that goes over the wire (RFC 9420 §6, §10, §12). */
@NullMarked
package keyturn.mls.framing;

import org.jspecify.annotations.NullMarked;
