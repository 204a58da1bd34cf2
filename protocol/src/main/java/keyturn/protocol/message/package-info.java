/**
 * What client and server say to each other inside the tunnel (docs/spec/messages.md): one record
 * for each message, two sealed interfaces by direction.
 */
@NullMarked
package keyturn.protocol.message;

import org.jspecify.annotations.NullMarked;
