/** Groups: the interface that applications use (RFC 9420 §11, §12). */
@NullMarked
package keyturn.mls.group;

import org.jspecify.annotations.NullMarked;
