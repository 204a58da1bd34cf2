package keyturn.protocol;

import java.util.List;

/**
 * Client and server have no group, or no suite, in common (docs/spec/tunnel.md#alert). The names of
 * the server's lists reach the client without proof: they explain, they decide nothing.
 */
public final class NoCommonSuiteException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  /** Shows both sides' groups and suites, each in its owner's order. */
  public NoCommonSuiteException(
      List<String> clientGroups,
      List<String> clientSuites,
      List<String> serverGroups,
      List<String> serverSuites) {
    super(
        "no common tunnel group and suite: the client offers groups "
            + clientGroups
            + " and suites "
            + clientSuites
            + ", the server accepts groups "
            + serverGroups
            + " and suites "
            + serverSuites);
  }
}
