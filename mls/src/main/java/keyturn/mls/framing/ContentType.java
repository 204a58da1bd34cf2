package keyturn.mls.framing;

import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.schedule.SecretTree;

/** ContentType (RFC 9420 §6). */
public enum ContentType {
  APPLICATION(1),
  PROPOSAL(2),
  COMMIT(3);

  private final int code;

  ContentType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The ratchet whose keys protect it (RFC 9420 §9). */
  public SecretTree.Kind ratchet() {
    return this == APPLICATION ? SecretTree.Kind.APPLICATION : SecretTree.Kind.HANDSHAKE;
  }

  public static ContentType read(Reader reader) throws MlsException {
    int code = reader.u8();
    return switch (code) {
      case 1 -> APPLICATION;
      case 2 -> PROPOSAL;
      case 3 -> COMMIT;
      default -> throw Reader.malformed("content type " + code);
    };
  }
}
