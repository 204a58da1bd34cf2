package keyturn.protocol.tunnel;

import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.KeyGroup;
import keyturn.crypto.SecretBytes;

/**
 * The secrets of one handshake from ServerHello on, the same on both sides
 * (docs/spec/tunnel.md#key-schedule).
 */
final class HandshakeKeys implements AutoCloseable {
  private static final int HANDSHAKE_PHASE = 0;
  static final int FIRST_PHASE = 1;

  private final KeyGroup group;
  private final RecordLayer layer;
  private final KeySchedule.TrafficSecrets traffic;
  private final SecretBytes master;

  private HandshakeKeys(
      KeyGroup group, RecordLayer layer, KeySchedule.TrafficSecrets traffic, SecretBytes master) {
    this.group = group;
    this.layer = layer;
    this.traffic = traffic;
    this.master = master;
  }

  /**
   * @param shared closed here
   * @param hashOfHellos transcript up to ServerHello
   */
  static HandshakeKeys derive(
      HandshakeParts parts,
      KeyGroup group,
      CipherSuite suite,
      SecretBytes shared,
      Bytes hashOfHellos) {
    KeySchedule schedule = KeySchedule.keyturn();
    RecordLayer layer = new RecordLayer(suite, schedule, parts.ciphers(), parts.random());
    try (shared;
        SecretBytes secret = schedule.handshakeSecret(shared)) {
      return new HandshakeKeys(
          group,
          layer,
          schedule.handshakeTraffic(secret, hashOfHellos),
          schedule.masterSecret(secret));
    }
  }

  KeyGroup group() {
    return group;
  }

  RecordLayer layer() {
    return layer;
  }

  KeySchedule schedule() {
    return layer.schedule();
  }

  RecordSealer clientSealer() {
    return layer.sealer(traffic.client(), HANDSHAKE_PHASE);
  }

  RecordOpener clientOpener() {
    return layer.opener(traffic.client(), HANDSHAKE_PHASE);
  }

  RecordSealer serverSealer() {
    return layer.sealer(traffic.server(), HANDSHAKE_PHASE);
  }

  RecordOpener serverOpener() {
    return layer.opener(traffic.server(), HANDSHAKE_PHASE);
  }

  Finished clientFinished(Bytes transcriptHash) {
    return Finished.of(schedule(), traffic.client(), transcriptHash);
  }

  Finished serverFinished(Bytes transcriptHash) {
    return Finished.of(schedule(), traffic.server(), transcriptHash);
  }

  KeySchedule.TrafficSecrets applicationTraffic(Bytes hashToServerFinished) {
    return schedule().applicationTraffic(master, hashToServerFinished);
  }

  SecretBytes exporterSecret(Bytes hashToServerFinished) {
    return schedule().exporterSecret(master, hashToServerFinished);
  }

  SecretBytes refreshSecret(Bytes hashToClientFinished) {
    return schedule().refreshSecret(master, hashToClientFinished);
  }

  @Override
  public void close() {
    traffic.close();
    master.close();
  }
}
