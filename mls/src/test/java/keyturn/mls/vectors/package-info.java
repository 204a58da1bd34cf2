/** Runners for the official test vectors of MLS. */
@NullMarked
package keyturn.mls.vectors;

import org.jspecify.annotations.NullMarked;
