package keyturn.protocol.tunnel;

import java.util.List;
import java.util.Locale;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;

/** Codes of groups and suites, and the names that people know them by. */
final class Codes {
  private Codes() {}

  static List<Integer> ofGroups(List<KeyGroup> groups) {
    return groups.stream().map(KeyGroup::code).toList();
  }

  static List<Integer> ofSuites(List<CipherSuite> suites) {
    return suites.stream().map(CipherSuite::code).toList();
  }

  static List<String> groupNames(List<Integer> codes) {
    return codes.stream()
        .map(code -> KeyGroup.ofCode(code).map(Enum::name).orElseGet(() -> unknown(code)))
        .toList();
  }

  static List<String> suiteNames(List<Integer> codes) {
    return codes.stream()
        .map(code -> CipherSuite.ofCode(code).map(Enum::name).orElseGet(() -> unknown(code)))
        .toList();
  }

  private static String unknown(int code) {
    return String.format(Locale.ROOT, "0x%04X", code);
  }
}
