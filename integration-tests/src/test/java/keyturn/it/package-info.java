/** The packaged WAR on the real Payara Micro and a real database, with real clients. */
@NullMarked
package keyturn.it;

import org.jspecify.annotations.NullMarked;
