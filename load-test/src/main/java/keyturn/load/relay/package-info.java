/** The bare relay that marks the platform's ceiling; runs in the container. */
@NullMarked
package keyturn.load.relay;

import org.jspecify.annotations.NullMarked;
