/** The ratchet tree and what its nodes hold (RFC 9420 §7). */
@NullMarked
package keyturn.mls.tree;

import org.jspecify.annotations.NullMarked;
