package keyturn.server.conversation;

import java.util.Optional;
import keyturn.protocol.id.UserId;

/** Finds people by the names users type. */
public interface PersonLookup {
  /**
   * Blocks.
   *
   * @throws keyturn.server.StoreException if the database is away
   */
  Optional<UserId> find(String name);
}
