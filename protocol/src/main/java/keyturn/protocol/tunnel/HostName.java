package keyturn.protocol.tunnel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The DNS name or literal address of a server, as certificates name it (RFC 6125 §6.4). */
final class HostName {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*]?");

  private final String name;

  HostName(String name) {
    this.name = name;
  }

  boolean isNamedBy(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null
        && names.stream().anyMatch(entry -> matches((Integer) entry.get(0), entry.get(1)));
  }

  private boolean matches(int kind, Object value) {
    boolean address = ADDRESS.matcher(name).matches();
    if (kind == DNS_NAME && !address) {
      return matchesName(((String) value).toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }
    return kind == IP_ADDRESS && address && sameAddress((String) value);
  }

  private static boolean matchesName(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    return dot > 0 && pattern.substring(1).equals(name.substring(dot));
  }

  /** Both are literal addresses, for which nothing is looked up. */
  private boolean sameAddress(String other) {
    try {
      return InetAddress.getByName(name).equals(InetAddress.getByName(other));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
