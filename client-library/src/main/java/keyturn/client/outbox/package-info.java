/** In which order and under which numbers messages leave (docs/spec/messages.md#send). */
@NullMarked
package keyturn.client.outbox;

import org.jspecify.annotations.NullMarked;
