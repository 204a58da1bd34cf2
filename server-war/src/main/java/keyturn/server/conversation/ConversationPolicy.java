package keyturn.server.conversation;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.CipherSuite;

/**
 * What the administrator allows conversations.
 *
 * @param suites allowed ones, the default first; those for compatibility are here only if switched
 *     on
 * @param maxWaitingBytes how much may wait for one device in one conversation
 */
public record ConversationPolicy(
    List<CipherSuite> suites, Retention retention, long maxWaitingBytes) {
  public static final long DEFAULT_MAX_WAITING_BYTES = 64L * 1024 * 1024;

  public ConversationPolicy {
    suites = List.copyOf(suites);
    if (suites.isEmpty()) {
      throw new IllegalArgumentException("no suite is allowed for conversations");
    }
    if (suites.contains(CipherSuite.CHACHA20_POLY1305)) {
      throw new IllegalArgumentException("CHACHA20_POLY1305 is for tunnels only");
    }
    if (maxWaitingBytes <= 0) {
      throw new IllegalArgumentException("maxWaitingBytes must be positive: " + maxWaitingBytes);
    }
  }

  /** The suite asked for, or the default; nothing if it is not allowed. */
  Optional<CipherSuite> choose(Optional<CipherSuite> asked) {
    CipherSuite suite = asked.orElse(suites.get(0));
    return suites.contains(suite) ? Optional.of(suite) : Optional.empty();
  }

  /**
   * Whether a key of {@code conversation}'s suite may pass through {@code tunnel}: not through
   * Triple-DES, unless the conversation has nothing better either.
   */
  static boolean mayCarry(CipherSuite tunnel, CipherSuite conversation) {
    return tunnel != CipherSuite.TDES_CBC_HS256 || conversation == CipherSuite.TDES_CBC_HS256;
  }
}
