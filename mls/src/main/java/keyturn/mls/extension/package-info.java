/** Extensions, and what members say they can do (RFC 9420 §7.2, §13). */
@NullMarked
package keyturn.mls.extension;

import org.jspecify.annotations.NullMarked;
