package keyturn.protocol.tunnel;

import java.util.List;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;

/**
 * What the server accepts, in its order of preference, which decides.
 *
 * @param refreshMessages records of both directions after which the client refreshes the keys,
 *     {@value #MIN_REFRESH_MESSAGES} to {@value #MAX_REFRESH_MESSAGES}
 */
public record ServerPolicy(List<KeyGroup> groups, List<CipherSuite> suites, int refreshMessages) {
  public static final int MIN_REFRESH_MESSAGES = 2;
  public static final int MAX_REFRESH_MESSAGES = 10_000;

  public ServerPolicy {
    groups = Offers.groups(groups);
    suites = Offers.suites(suites);
    if (!allowsRefreshMessages(refreshMessages)) {
      throw new IllegalArgumentException(
          "refresh count %d, must be %d to %d"
              .formatted(refreshMessages, MIN_REFRESH_MESSAGES, MAX_REFRESH_MESSAGES));
    }
  }

  static boolean allowsRefreshMessages(int refreshMessages) {
    return refreshMessages >= MIN_REFRESH_MESSAGES && refreshMessages <= MAX_REFRESH_MESSAGES;
  }
}
