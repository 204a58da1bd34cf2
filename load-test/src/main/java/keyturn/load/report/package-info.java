/** Tables and a plot of what was measured. */
@NullMarked
package keyturn.load.report;

import org.jspecify.annotations.NullMarked;
