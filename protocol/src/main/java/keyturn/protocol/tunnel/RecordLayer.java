package keyturn.protocol.tunnel;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;

/** Makes the sealing and opening halves of a connection from traffic secrets. */
record RecordLayer(
    CipherSuite suite, KeySchedule schedule, RecordCipher.Source ciphers, SecureRandom random) {

  RecordSealer sealer(SecretBytes trafficSecret, int phase) {
    return new RecordSealer(cipher(trafficSecret), phase);
  }

  RecordOpener opener(SecretBytes trafficSecret, int phase) {
    return new RecordOpener(cipher(trafficSecret), phase);
  }

  private RecordCipher cipher(SecretBytes trafficSecret) {
    Bytes iv = schedule.recordIv(trafficSecret, suite);
    try (SecretBytes key = schedule.recordKey(trafficSecret, suite)) {
      return ciphers.create(suite, key, iv, random);
    }
  }

  /** type u8 || key phase u32 || sequence u64 (docs/spec/tunnel.md#records). */
  static byte[] aad(int typeCode, int phase, long sequence) {
    return ByteBuffer.allocate(13).put((byte) typeCode).putInt(phase).putLong(sequence).array();
  }
}
