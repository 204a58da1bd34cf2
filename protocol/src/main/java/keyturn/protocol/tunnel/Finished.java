package keyturn.protocol.tunnel;

import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.MalformedMessageException;

/** Proof that a side has the keys and saw the transcript (RFC 8446 §4.4.4): verify data (32). */
record Finished(Bytes verifyData) {
  static Finished of(KeySchedule schedule, SecretBytes trafficSecret, Bytes transcriptHash) {
    return new Finished(schedule.finished(trafficSecret, transcriptHash));
  }

  static Finished decode(byte[] message) throws MalformedMessageException {
    WireReader reader = WireReader.ofMessage(MessageType.FINISHED, message);
    Finished finished = new Finished(reader.bytes("verify data", KeySchedule.HASH.lengthBytes()));
    reader.end();
    return finished;
  }

  byte[] encode() {
    return new WireWriter().bytes(verifyData).toMessage(MessageType.FINISHED);
  }

  /** Compares in constant time. */
  void verify(Finished received) throws AuthenticationFailedException {
    if (!verifyData.equals(received.verifyData)) {
      throw new AuthenticationFailedException();
    }
  }
}
