/**
 * What a device keeps: account, conversations, messages and what waits, encrypted under the user's
 * password (docs/spec/storage.md).
 */
@NullMarked
package keyturn.client.vault;

import org.jspecify.annotations.NullMarked;
