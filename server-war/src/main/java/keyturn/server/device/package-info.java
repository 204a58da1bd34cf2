/** Devices of accounts and the resume tokens that let them come back without a password. */
@NullMarked
package keyturn.server.device;

import org.jspecify.annotations.NullMarked;
