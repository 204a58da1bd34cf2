/**
 * The quick start: an embedded database, Payara Micro and the WAR on this computer, started and
 * stopped together.
 */
@NullMarked
package keyturn.quickstart;

import org.jspecify.annotations.NullMarked;
