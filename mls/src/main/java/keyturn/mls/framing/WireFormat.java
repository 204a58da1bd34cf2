package keyturn.mls.framing;

import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;

/** WireFormat (RFC 9420 §6, §17.2). */
public enum WireFormat {
  PUBLIC_MESSAGE(1),
  PRIVATE_MESSAGE(2),
  WELCOME(3),
  GROUP_INFO(4),
  KEY_PACKAGE(5);

  private final int code;

  WireFormat(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static WireFormat read(Reader reader) throws MlsException {
    int code = reader.u16();
    return switch (code) {
      case 1 -> PUBLIC_MESSAGE;
      case 2 -> PRIVATE_MESSAGE;
      case 3 -> WELCOME;
      case 4 -> GROUP_INFO;
      case 5 -> KEY_PACKAGE;
      default -> throw new MlsException(MlsException.Reason.UNSUPPORTED, "wire format " + code);
    };
  }
}
