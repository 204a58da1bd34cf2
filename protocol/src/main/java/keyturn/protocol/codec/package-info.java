/** Messages as bytes: CBOR in one narrow form (docs/spec/messages.md#encoding). */
@NullMarked
package keyturn.protocol.codec;

import org.jspecify.annotations.NullMarked;
