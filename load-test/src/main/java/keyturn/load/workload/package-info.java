/** The workloads: what the people do, and what came of it. */
@NullMarked
package keyturn.load.workload;

import org.jspecify.annotations.NullMarked;
