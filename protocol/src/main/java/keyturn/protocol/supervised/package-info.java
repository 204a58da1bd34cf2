/**
 * Epochs of supervised conversations and what is sealed under them (docs/spec/supervised.md): the
 * same code for the sender, the receiver and the server that checks in between.
 */
@NullMarked
package keyturn.protocol.supervised;

import org.jspecify.annotations.NullMarked;
