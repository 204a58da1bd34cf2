/** Cipher suites and the labelled functions made of them (RFC 9420 §5). */
@NullMarked
package keyturn.mls.suite;

import org.jspecify.annotations.NullMarked;
