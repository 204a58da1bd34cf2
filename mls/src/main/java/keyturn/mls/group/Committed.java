package keyturn.mls.group;

import java.util.Optional;
import keyturn.crypto.Bytes;

/**
 * A commit that waits for its turn: {@link Group#handle} of {@code message} enters the new epoch.
 *
 * @param message for the members
 * @param welcome for those whom the commit adds, if it does; to be sent once the commit is accepted
 */
public record Committed(Bytes message, Optional<Bytes> welcome) {}
