/** The TLS presentation language as MLS uses it (RFC 9420 §2.1). */
@NullMarked
package keyturn.mls.codec;

import org.jspecify.annotations.NullMarked;
