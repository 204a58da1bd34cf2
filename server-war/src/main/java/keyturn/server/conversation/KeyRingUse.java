package keyturn.server.conversation;

import java.util.Set;

/**
 * What a database needs of its key ring.
 *
 * @param kekIds the keys under which something is wrapped
 * @param conversations how many there are; 0 in a new database
 */
public record KeyRingUse(Set<String> kekIds, long conversations) {}
