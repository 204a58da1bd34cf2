package keyturn.protocol.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConnectionId;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PayloadCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHACHA20_POLY1305")
  void opensWhatItSealed(CipherSuite suite) throws Exception {
    ConnectionId connection = ConnectionId.random(RANDOM);
    MessageId id = MessageId.random(RANDOM);
    byte[] content = new Content("hello").encode();
    try (EpochKey epoch = EpochKey.random(new ConversationId(1), 1, suite, RANDOM);
        PayloadCipher ours = PayloadCipher.of(epoch, new DeviceId(2), connection, RANDOM);
        PayloadCipher theirs = PayloadCipher.of(epoch, new DeviceId(2), connection, RANDOM)) {
      Bytes sealed = ours.seal(1, id, content);

      assertArrayEquals(content, theirs.open(1, id, sealed));
    }
  }
}
