/**
 * The cryptographic primitives of Keyturn, and the only package that names {@code javax.crypto} or
 * Bouncy Castle (docs/spec/overview.md).
 */
@NullMarked
package keyturn.crypto;

import org.jspecify.annotations.NullMarked;
