/** Tests of the workloads. */
@NullMarked
package keyturn.load.workload;

import org.jspecify.annotations.NullMarked;
