/**
 * Which server is the right one: pins, and certificates of a given CA
 * (docs/spec/tunnel.md#identity).
 */
@NullMarked
package keyturn.client.trust;

import org.jspecify.annotations.NullMarked;
