/**
 * One person's session: signing in, keys by epoch, sending, receiving, receipts
 * (docs/spec/messages.md, docs/spec/supervised.md). Everything here lives on the client loop.
 */
@NullMarked
package keyturn.client.session;

import org.jspecify.annotations.NullMarked;
