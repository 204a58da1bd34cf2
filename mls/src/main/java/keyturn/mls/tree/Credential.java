package keyturn.mls.tree;

import java.nio.charset.StandardCharsets;
import java.util.List;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;

/**
 * Credential (RFC 9420 §5.3). What it means, and whether it is true, only the application knows.
 */
public sealed interface Credential extends Encodable {
  int BASIC = 0x0001;
  int X509 = 0x0002;

  /** CredentialType. */
  int type();

  /** A bare assertion of an identity, in bytes that the application understands. */
  record Basic(Bytes identity) implements Credential {
    public static Basic of(String identity) {
      return new Basic(Bytes.of(identity.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public int type() {
      return BASIC;
    }

    @Override
    public void writeTo(Writer writer) {
      writer.u16(BASIC).vector(identity);
    }
  }

  /** A chain of DER certificates, the end entity's first. */
  record X509(List<Bytes> certificates) implements Credential {
    public X509 {
      certificates = List.copyOf(certificates);
    }

    @Override
    public int type() {
      return Credential.X509;
    }

    @Override
    public void writeTo(Writer writer) {
      writer.u16(Credential.X509).list(certificates.stream().map(Certificate::new).toList());
    }
  }

  /** One element of a chain. */
  record Certificate(Bytes der) implements Encodable {
    @Override
    public void writeTo(Writer writer) {
      writer.vector(der);
    }
  }

  static Credential read(Reader reader) throws MlsException {
    int type = reader.u16();
    return switch (type) {
      case BASIC -> new Basic(reader.vector());
      case X509 -> new X509(reader.list(Reader::vector));
      default -> throw new MlsException(MlsException.Reason.UNSUPPORTED, "credential type " + type);
    };
  }
}
