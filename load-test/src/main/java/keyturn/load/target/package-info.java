/** The server that is measured, and the people who are in it. */
@NullMarked
package keyturn.load.target;

import org.jspecify.annotations.NullMarked;
