package keyturn.protocol.tunnel;

import java.util.HashSet;
import java.util.List;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;

/** What both sides' lists of groups and suites must hold to (docs/spec/tunnel.md#negotiation). */
final class Offers {
  private Offers() {}

  static List<KeyGroup> groups(List<KeyGroup> groups) {
    requireList("groups", groups);
    return List.copyOf(groups);
  }

  static List<CipherSuite> suites(List<CipherSuite> suites) {
    requireList("suites", suites);
    if (suites.contains(CipherSuite.KEYED_HASH_HS256)) {
      throw new IllegalArgumentException("KEYED_HASH_HS256 is for conversations, not for tunnels");
    }
    return List.copyOf(suites);
  }

  private static void requireList(String what, List<?> list) {
    if (list.isEmpty() || new HashSet<>(list).size() != list.size()) {
      throw new IllegalArgumentException(
          "a tunnel needs " + what + ", each named once; got " + list);
    }
  }
}
