package keyturn.protocol.tunnel;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SigningKey;

/** Two real ends that have shaken hands, joined by nothing: each test is the network. */
record TunnelPair(Tunnel client, Tunnel server) implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final TunnelIdentity IDENTITY = TunnelIdentity.ofKey(SigningKey.generateEd25519(RANDOM));
  static final IdentityTrust TRUSTING_ANYBODY = identity -> {};
  static final int REFRESH_MESSAGES = 30;

  static TunnelPair of(KeyGroup group, CipherSuite suite) throws Exception {
    return of(group, suite, REFRESH_MESSAGES);
  }

  static TunnelPair of(KeyGroup group, CipherSuite suite, int refreshMessages) throws Exception {
    return of(
        ClientPolicy.only(group, suite),
        new ServerPolicy(List.of(group), List.of(suite), refreshMessages),
        HandshakeParts.with(RANDOM));
  }

  static TunnelPair of(ClientPolicy offered, ServerPolicy accepted, HandshakeParts parts)
      throws Exception {
    return of(offered, accepted, parts, parts);
  }

  static TunnelPair of(
      ClientPolicy offered,
      ServerPolicy accepted,
      HandshakeParts clientParts,
      HandshakeParts serverParts)
      throws Exception {
    ClientHandshake client = ClientHandshake.start(offered, TRUSTING_ANYBODY, clientParts);
    ServerHandshake server = ServerHandshake.start(accepted, IDENTITY, serverParts);
    HandshakeStep answer = server.onMessage(client.hello());
    while (true) {
      for (Bytes message : answer.toSend()) {
        HandshakeStep step = client.onMessage(message.toArray());
        if (step.established().isPresent()) {
          HandshakeStep last = server.onMessage(step.toSend().get(0).toArray());
          return new TunnelPair(step.established().orElseThrow(), last.established().orElseThrow());
        }
        if (!step.toSend().isEmpty()) {
          answer = server.onMessage(step.toSend().get(0).toArray());
        }
      }
    }
  }

  static Stream<KeyGroup> groups() {
    return Arrays.stream(KeyGroup.values());
  }

  static Stream<CipherSuite> suites() {
    return Arrays.stream(CipherSuite.values())
        .filter(suite -> suite != CipherSuite.KEYED_HASH_HS256);
  }

  static List<byte[]> text(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  static List<String> texts(List<byte[]> messages) {
    return messages.stream().map(message -> new String(message, StandardCharsets.UTF_8)).toList();
  }

  /** Carries control records to and fro until neither side has one due. */
  void settle() throws Exception {
    while (carryControl(client, server) || carryControl(server, client)) {
      // Each turn carries one record.
    }
  }

  private static boolean carryControl(Tunnel from, Tunnel to) throws Exception {
    Optional<byte[]> control = from.nextControl();
    if (control.isPresent()) {
      to.open(control.get());
    }
    return control.isPresent();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
