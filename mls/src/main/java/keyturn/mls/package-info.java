/** What the whole MLS engine (RFC 9420) shares: its one checked exception and its bounds. */
@NullMarked
package keyturn.mls;

import org.jspecify.annotations.NullMarked;
