/** Our engine and Bouncy Castle's in one group. */
@NullMarked
package keyturn.mls.interop;

import org.jspecify.annotations.NullMarked;
