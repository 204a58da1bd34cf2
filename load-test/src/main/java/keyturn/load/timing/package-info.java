/**
 * Whether the time of an answer tells what the answer does not
 * (docs/reliability.md#sign-in-timing).
 */
@NullMarked
package keyturn.load.timing;

import org.jspecify.annotations.NullMarked;
