/** Accounts: names, passwords, signing in, registration (docs/spec/messages.md#sign-in). */
@NullMarked
package keyturn.server.account;

import org.jspecify.annotations.NullMarked;
