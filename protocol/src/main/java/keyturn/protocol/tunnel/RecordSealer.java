package keyturn.protocol.tunnel;

/**
 * Seals the records of one direction in one key phase (docs/spec/tunnel.md#records): type u8 ||
 * sealed. Not thread-safe.
 */
final class RecordSealer implements AutoCloseable {
  private final RecordCipher cipher;
  private final int phase;
  private long sequence;
  private long recordBytes;

  RecordSealer(RecordCipher cipher, int phase) {
    this.cipher = cipher;
    this.phase = phase;
  }

  byte[] seal(MessageType type, byte[] plaintext) {
    if (sequence >= TunnelLimits.MAX_RECORDS_PER_KEY) {
      throw new IllegalStateException("this key has sealed its last record");
    }
    byte[] sealed = cipher.seal(sequence, RecordLayer.aad(type.code(), phase, sequence), plaintext);
    byte[] record = new byte[1 + sealed.length];
    record[0] = (byte) type.code();
    System.arraycopy(sealed, 0, record, 1, sealed.length);
    sequence++;
    recordBytes += record.length;
    return record;
  }

  int phase() {
    return phase;
  }

  long records() {
    return sequence;
  }

  long recordBytes() {
    return recordBytes;
  }

  @Override
  public void close() {
    cipher.close();
  }
}
