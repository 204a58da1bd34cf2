package keyturn.server.websocket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The proxies in front of this server ({@code keyturn.trusted-proxies}): only they may say who the
 * client is, and only they, or this machine, may come without TLS.
 */
public record Proxies(Set<InetAddress> trusted) {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  /** Four octets, or anything with a colon: Java would look all else up as a name. */
  private static final Pattern FIGURES =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  public Proxies {
    trusted = Set.copyOf(trusted);
  }

  /** An address in figures; nothing is looked up. */
  public static Optional<InetAddress> parse(String figures) {
    if (!FIGURES.matcher(figures).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(figures));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean mayComeWithoutTls(InetAddress peer) {
    return peer.isLoopbackAddress() || trusted.contains(peer);
  }

  /**
   * The last address that is not a proxy of ours.
   *
   * @param peer the other end of the TCP connection
   * @param forwardedFor what {@code X-Forwarded-For} lists, in its order; the client itself may
   *     have written all but what our proxies added
   */
  InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    for (int i = forwardedFor.size() - 1; i >= 0 && trusted.contains(client); i--) {
      Optional<InetAddress> before = parse(forwardedFor.get(i));
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }
}
