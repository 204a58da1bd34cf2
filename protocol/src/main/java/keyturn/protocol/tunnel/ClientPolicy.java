package keyturn.protocol.tunnel;

import java.util.Arrays;
import java.util.List;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;

/**
 * What the client offers, in its order (docs/spec/tunnel.md#client-hello). It sends a share for the
 * first group; the server asks for another with a Retry.
 */
public record ClientPolicy(List<KeyGroup> groups, List<CipherSuite> suites) {
  public ClientPolicy {
    groups = Offers.groups(groups);
    suites = Offers.suites(suites);
  }

  /** Every group and every suite but the compatibility ones, the strongest first. */
  public static ClientPolicy standard() {
    return new ClientPolicy(
        List.of(KeyGroup.values()),
        Arrays.stream(CipherSuite.values()).filter(suite -> !suite.compatibility()).toList());
  }

  public static ClientPolicy only(KeyGroup group, CipherSuite suite) {
    return new ClientPolicy(List.of(group), List.of(suite));
  }
}
