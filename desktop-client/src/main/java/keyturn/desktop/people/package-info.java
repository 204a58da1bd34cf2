/** The list of people and conversations. */
@NullMarked
package keyturn.desktop.people;

import org.jspecify.annotations.NullMarked;
