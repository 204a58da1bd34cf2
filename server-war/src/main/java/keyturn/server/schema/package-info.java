/**
 * The database's schema against the scripts in {@code sql/}; plain JDBC, also for command lines.
 */
@NullMarked
package keyturn.server.schema;

import org.jspecify.annotations.NullMarked;
