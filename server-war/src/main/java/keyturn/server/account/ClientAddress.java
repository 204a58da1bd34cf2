package keyturn.server.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import keyturn.crypto.Bytes;

/**
 * Where a client comes from, for counting attempts only: an IPv4 address (4 bytes) or the first 64
 * bits of an IPv6 address (8 bytes), since one customer has at least that many addresses.
 */
public record ClientAddress(Bytes prefix) {
  private static final int IPV6_PREFIX_BYTES = 8;

  public static ClientAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new ClientAddress(
        Bytes.of(
            address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes));
  }
}
