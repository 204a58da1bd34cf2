/** The client without a face: one object that keeps a person connected, and what it reports. */
@NullMarked
package keyturn.client;

import org.jspecify.annotations.NullMarked;
