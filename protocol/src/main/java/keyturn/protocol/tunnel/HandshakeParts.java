package keyturn.protocol.tunnel;

import java.security.SecureRandom;

/** What a handshake, and the tunnel after it, work with. */
record HandshakeParts(SecureRandom random, RecordCipher.Source ciphers) {
  static HandshakeParts with(SecureRandom random) {
    return new HandshakeParts(random, RecordCipher::create);
  }
}
