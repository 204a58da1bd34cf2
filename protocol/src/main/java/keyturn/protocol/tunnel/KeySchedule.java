package keyturn.protocol.tunnel;

import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.Hkdf;
import keyturn.crypto.Hmac;
import keyturn.crypto.SecretBytes;

/**
 * The key schedule of RFC 8446 §7.1 with SHA-256 and without PSK, and our refresh
 * (docs/spec/tunnel.md#key-schedule). Every secret is 32 bytes, and the caller's to close.
 */
final class KeySchedule {
  static final String PREFIX = "keyturn1 ";
  static final HashAlgorithm HASH = HashAlgorithm.SHA256;

  private static final byte[] HASH_OF_NOTHING = HASH.hash().toArray();
  private static final byte[] ZEROS = new byte[HASH.lengthBytes()];

  private final String prefix;

  /**
   * @param prefix {@link #PREFIX}; {@code "tls13 "} gives the values of RFC 8448
   */
  KeySchedule(String prefix) {
    this.prefix = prefix;
  }

  static KeySchedule keyturn() {
    return new KeySchedule(PREFIX);
  }

  /** From the shared secret of the key exchange, any length. */
  SecretBytes handshakeSecret(SecretBytes shared) {
    try (SecretBytes early = Hkdf.extract(HASH, ZEROS, zeros());
        SecretBytes salt = derive(early, "derived", HASH_OF_NOTHING)) {
      return Hkdf.extract(HASH, salt, shared);
    }
  }

  SecretBytes masterSecret(SecretBytes handshakeSecret) {
    try (SecretBytes salt = derive(handshakeSecret, "derived", HASH_OF_NOTHING)) {
      return Hkdf.extract(HASH, salt, zeros());
    }
  }

  /**
   * @param hashOfHellos transcript up to ServerHello
   */
  TrafficSecrets handshakeTraffic(SecretBytes handshakeSecret, Bytes hashOfHellos) {
    return traffic(handshakeSecret, "c hs traffic", "s hs traffic", hashOfHellos);
  }

  /**
   * @param hashToServerFinished transcript up to the server's Finished
   */
  TrafficSecrets applicationTraffic(SecretBytes masterSecret, Bytes hashToServerFinished) {
    return traffic(masterSecret, "c ap traffic", "s ap traffic", hashToServerFinished);
  }

  /**
   * @param hashToServerFinished transcript up to the server's Finished
   */
  SecretBytes exporterSecret(SecretBytes masterSecret, Bytes hashToServerFinished) {
    return derive(masterSecret, "exp master", hashToServerFinished.toArray());
  }

  /**
   * What the first refresh starts from (RFC 8446 calls it the resumption secret).
   *
   * @param hashToClientFinished the whole transcript
   */
  SecretBytes refreshSecret(SecretBytes masterSecret, Bytes hashToClientFinished) {
    return derive(masterSecret, "res master", hashToClientFinished.toArray());
  }

  /**
   * @param hashOfExchange SHA-256 of Refresh || RefreshReply
   */
  Refreshed refresh(SecretBytes refreshSecret, SecretBytes shared, Bytes hashOfExchange) {
    try (SecretBytes salt = derive(refreshSecret, "derived", HASH_OF_NOTHING);
        SecretBytes mixed = Hkdf.extract(HASH, salt, shared)) {
      return new Refreshed(
          applicationTraffic(mixed, hashOfExchange),
          derive(mixed, "res master", hashOfExchange.toArray()));
    }
  }

  /** The verify_data of RFC 8446 §4.4.4. */
  Bytes finished(SecretBytes trafficSecret, Bytes transcriptHash) {
    try (SecretBytes key = expand(trafficSecret, "finished", new byte[0], HASH.lengthBytes())) {
      return Hmac.tag(HASH, key, transcriptHash.toArray());
    }
  }

  SecretBytes recordKey(SecretBytes trafficSecret, CipherSuite suite) {
    return expand(trafficSecret, "key", new byte[0], suite.keyBytes());
  }

  Bytes recordIv(SecretBytes trafficSecret, CipherSuite suite) {
    if (suite.ivBytes() == 0) {
      return Bytes.EMPTY;
    }
    try (SecretBytes iv = expand(trafficSecret, "iv", new byte[0], suite.ivBytes())) {
      return iv.use(Bytes::of);
    }
  }

  /** RFC 8446 §7.5. */
  SecretBytes export(SecretBytes exporterSecret, String label, byte[] context, int lengthBytes) {
    try (SecretBytes secret = derive(exporterSecret, label, HASH_OF_NOTHING)) {
      return expand(secret, "exporter", HASH.hash(context).toArray(), lengthBytes);
    }
  }

  private TrafficSecrets traffic(SecretBytes secret, String client, String server, Bytes hash) {
    return new TrafficSecrets(
        derive(secret, client, hash.toArray()), derive(secret, server, hash.toArray()));
  }

  private SecretBytes derive(SecretBytes secret, String label, byte[] hash) {
    return expand(secret, label, hash, HASH.lengthBytes());
  }

  private SecretBytes expand(SecretBytes secret, String label, byte[] context, int lengthBytes) {
    return Hkdf.expandLabel(HASH, secret, prefix, label, context, lengthBytes);
  }

  private static SecretBytes zeros() {
    return SecretBytes.copyOf(ZEROS);
  }

  /** One secret for each direction. */
  record TrafficSecrets(SecretBytes client, SecretBytes server) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  /** What a refresh gives: the next phase's secrets and what the refresh after it starts from. */
  record Refreshed(TrafficSecrets traffic, SecretBytes refreshSecret) {}
}
