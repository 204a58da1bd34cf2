package keyturn.client;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.tunnel.ClientPolicy;

/**
 * All that a client is told by its application.
 *
 * @param server {@code wss://HOST:PORT/keyturn/chat}
 * @param events where the listener is called, one event after the other: {@code
 *     Platform::runLater}, or {@code Runnable::run} for the client's own thread
 * @param deviceName by which the user knows this device, at most 256 bytes
 * @param home folder of vaults and known servers; without one everything stays in memory
 * @param tunnel groups and suites to offer
 * @param ca certificates (PEM) that may vouch for the tunnel's identity and for the outer TLS
 * @param trust a fingerprint the user vouches for ({@code --trust}); it is then the pin
 * @param proxy HTTP proxies only: a SOCKS proxy ends the client. Without one the system's
 * @param trace what {@code --trace} writes to
 */
public record ClientSettings(
    URI server,
    Executor events,
    String deviceName,
    Clock clock,
    SecureRandom random,
    Optional<Path> home,
    ClientPolicy tunnel,
    Optional<Path> ca,
    Optional<Fingerprint> trust,
    Optional<ProxySelector> proxy,
    Optional<TraceSink> trace) {

  public ClientSettings {
    if (!"wss".equals(server.getScheme()) || server.getHost() == null) {
      throw new IllegalArgumentException(
          "the server must be given as wss://HOST:PORT/keyturn/chat, was " + server);
    }
  }

  /** In memory, the standard tunnel offer, first-use trust. */
  public static ClientSettings of(
      URI server, Executor events, String deviceName, Clock clock, SecureRandom random) {
    return new ClientSettings(
        server,
        events,
        deviceName,
        clock,
        random,
        Optional.empty(),
        ClientPolicy.standard(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public ClientSettings withHome(Path folder) {
    return new ClientSettings(
        server,
        events,
        deviceName,
        clock,
        random,
        Optional.of(folder),
        tunnel,
        ca,
        trust,
        proxy,
        trace);
  }

  public ClientSettings withTunnel(ClientPolicy policy) {
    return new ClientSettings(
        server, events, deviceName, clock, random, home, policy, ca, trust, proxy, trace);
  }

  public ClientSettings withCa(Path file) {
    return new ClientSettings(
        server,
        events,
        deviceName,
        clock,
        random,
        home,
        tunnel,
        Optional.of(file),
        trust,
        proxy,
        trace);
  }

  public ClientSettings withTrust(Fingerprint fingerprint) {
    return new ClientSettings(
        server,
        events,
        deviceName,
        clock,
        random,
        home,
        tunnel,
        ca,
        Optional.of(fingerprint),
        proxy,
        trace);
  }

  public ClientSettings withProxy(ProxySelector selector) {
    return new ClientSettings(
        server,
        events,
        deviceName,
        clock,
        random,
        home,
        tunnel,
        ca,
        trust,
        Optional.of(selector),
        trace);
  }

  public ClientSettings withTrace(TraceSink sink) {
    return new ClientSettings(
        server,
        events,
        deviceName,
        clock,
        random,
        home,
        tunnel,
        ca,
        trust,
        proxy,
        Optional.of(sink));
  }
}
