/** From one epoch's secrets to the next's, and to message keys (RFC 9420 §8, §9). */
@NullMarked
package keyturn.mls.schedule;

import org.jspecify.annotations.NullMarked;
