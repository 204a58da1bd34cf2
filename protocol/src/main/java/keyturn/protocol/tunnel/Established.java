package keyturn.protocol.tunnel;

import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;

/**
 * A handshake in which both Finished are verified.
 *
 * @param hashToServerFinished transcript up to the server's Finished
 * @param hashToClientFinished the whole transcript
 */
record Established(
    HandshakeKeys keys,
    ServerIdentity server,
    int refreshMessages,
    Bytes hashToServerFinished,
    Bytes hashToClientFinished) {

  RefreshParts refreshParts() {
    RecordLayer layer = keys.layer();
    return new RefreshParts(keys.group(), layer, new RefreshPace(refreshMessages, layer.suite()));
  }

  KeySchedule.TrafficSecrets traffic() {
    return keys.applicationTraffic(hashToServerFinished);
  }

  SecretBytes exporterSecret() {
    return keys.exporterSecret(hashToServerFinished);
  }

  SecretBytes refreshSecret() {
    return keys.refreshSecret(hashToClientFinished);
  }
}
