package keyturn.protocol.tunnel;

import java.util.Arrays;
import keyturn.crypto.AuthenticationFailedException;

/** Opens the records of one direction in one key phase, each once and in order. Not thread-safe. */
final class RecordOpener implements AutoCloseable {
  private final RecordCipher cipher;
  private final int phase;
  private long sequence;
  private long recordBytes;

  RecordOpener(RecordCipher cipher, int phase) {
    this.cipher = cipher;
    this.phase = phase;
  }

  /**
   * @return the plaintext; the first byte of {@code record} is now authentic
   * @throws AuthenticationFailedException whatever is wrong; the sequence has not moved
   */
  byte[] open(byte[] record) throws AuthenticationFailedException {
    if (record.length == 0
        || record.length > TunnelLimits.MAX_RECORD_BYTES
        || sequence >= TunnelLimits.MAX_RECORDS_PER_KEY) {
      throw new AuthenticationFailedException();
    }
    byte[] aad = RecordLayer.aad(Byte.toUnsignedInt(record[0]), phase, sequence);
    byte[] plaintext = cipher.open(sequence, aad, Arrays.copyOfRange(record, 1, record.length));
    sequence++;
    recordBytes += record.length;
    return plaintext;
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
