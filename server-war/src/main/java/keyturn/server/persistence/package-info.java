/**
 * The stores on MySQL: JPA where convenient, native SQL where the hot path needs it
 * (docs/spec/storage.md).
 */
@NullMarked
package keyturn.server.persistence;

import org.jspecify.annotations.NullMarked;
