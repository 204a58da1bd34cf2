package keyturn.mls.fuzz;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.ContentType;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.group.Group;
import keyturn.mls.group.InsiderAccess;

/** Content of the fuzzer's, signed and tagged as a member would. */
final class Forgery {
  private Forgery() {}

  /** First byte: proposal or commit; the rest is its encoding. */
  static MlsMessage of(Group member, byte[] input) throws MlsException {
    if (input.length == 0) {
      throw Reader.malformed("nothing");
    }
    ContentType type = (input[0] & 1) == 0 ? ContentType.PROPOSAL : ContentType.COMMIT;
    Bytes body = Bytes.of(input).slice(1, input.length);
    Content content = Reader.decode(body, reader -> Content.read(type, reader));
    return InsiderAccess.sign(member, content);
  }
}
