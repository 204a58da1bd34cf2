/** What a run costs: latencies, and what /proc says of the processes. */
@NullMarked
package keyturn.load.measure;

import org.jspecify.annotations.NullMarked;
