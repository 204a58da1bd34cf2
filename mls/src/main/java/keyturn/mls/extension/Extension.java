package keyturn.mls.extension;

import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/** Extension (RFC 9420 §7.2): any type, its content as it came. */
public record Extension(int type, Bytes data) implements Encodable {
  public static final int APPLICATION_ID = 0x0001;
  public static final int RATCHET_TREE = 0x0002;
  public static final int REQUIRED_CAPABILITIES = 0x0003;
  public static final int EXTERNAL_PUB = 0x0004;
  public static final int EXTERNAL_SENDERS = 0x0005;

  /** Where extensions are (RFC 9420 §17.3). */
  public enum Place {
    KEY_PACKAGE,
    LEAF_NODE,
    GROUP_CONTEXT,
    GROUP_INFO
  }

  public Extension {
    if (type < 0 || type > 0xffff) {
      throw new IllegalArgumentException("extension type " + type);
    }
  }

  public static Extension read(Reader reader) throws MlsException {
    return new Extension(reader.u16(), reader.vector());
  }

  /** Whether everybody has it and nobody may list it (RFC 9420 §7.2). */
  public static boolean isDefault(int type) {
    return type >= APPLICATION_ID && type <= EXTERNAL_SENDERS;
  }

  /** Whether the registry allows it there (RFC 9420 §17.3); of unknown types it says nothing. */
  public boolean mayBeIn(Place place) {
    return switch (type) {
      case APPLICATION_ID -> place == Place.LEAF_NODE;
      case RATCHET_TREE, EXTERNAL_PUB -> place == Place.GROUP_INFO;
      case REQUIRED_CAPABILITIES, EXTERNAL_SENDERS -> place == Place.GROUP_CONTEXT;
      default -> place != Place.GROUP_CONTEXT || !Grease.isValue(type);
    };
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u16(type).vector(data);
  }
}
