/** Tests of the statistics. */
@NullMarked
package keyturn.load.timing;

import org.jspecify.annotations.NullMarked;
