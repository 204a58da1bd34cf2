/** Measures a server under load: what {@code ./keyturn bench} runs (docs/performance.md). */
@NullMarked
package keyturn.load;

import org.jspecify.annotations.NullMarked;
