/** Faults made on purpose, and whether the promises of docs/reliability.md hold under them. */
@NullMarked
package keyturn.load.faults;

import org.jspecify.annotations.NullMarked;
