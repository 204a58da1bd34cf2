/** Arbitrary bytes for every decoder and for a live group. */
@NullMarked
package keyturn.mls.fuzz;

import org.jspecify.annotations.NullMarked;
