/**
 * The tunnel between client and application inside every connection (docs/spec/tunnel.md):
 * handshake, records, refresh. No threads, no input or output, no clock of its own.
 */
@NullMarked
package keyturn.protocol.tunnel;

import org.jspecify.annotations.NullMarked;
