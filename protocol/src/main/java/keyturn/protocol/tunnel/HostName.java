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
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

  private final String name;

  /**
   * Takes a host as it stands in a URL.
   *
   * @param name a DNS name, an IPv4 address, or an IPv6 address with or without brackets
   */
  HostName(String name) {
    this.name =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  boolean isNamedBy(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names != null
        && names.stream().anyMatch(entry -> matches((Integer) entry.get(0), entry.get(1)));
  }

  private boolean matches(int kind, Object value) {
    boolean address = isAddress(name);
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

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
  }

  private boolean sameAddress(String other) {
    try {
      return parse(name).equals(parse(other));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Nothing is looked up: neither form is ever taken for a name. */
  private static InetAddress parse(String address) throws UnknownHostException {
    if (!isAddress(address)) {
      throw new UnknownHostException("not an address");
    }
    return InetAddress.getByName(address.indexOf(':') >= 0 ? "[" + address + "]" : address);
  }
}
