package keyturn.mls.group;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.extension.Extension;
import keyturn.mls.extension.Extensions;
import keyturn.mls.tree.Credential;

/** Who is no member and may propose (RFC 9420 §12.1.8.1), if the {@link Policy} lets it. */
public record ExternalSender(Bytes signatureKey, Credential credential) implements Encodable {
  private static ExternalSender read(Reader reader) throws MlsException {
    return new ExternalSender(reader.vector(), Credential.read(reader));
  }

  /** Those that a group context names, in the order of their indices. */
  static List<ExternalSender> of(Extensions context) throws MlsException {
    Optional<Bytes> data = context.find(Extension.EXTERNAL_SENDERS);
    return data.isEmpty()
        ? List.of()
        : Reader.decode(data.get(), reader -> reader.list(ExternalSender::read));
  }

  /** The extension of a group context that names {@code senders}. */
  public static Extension extension(List<ExternalSender> senders) {
    return new Extension(Extension.EXTERNAL_SENDERS, new Writer().list(senders).toBytes());
  }

  @Override
  public void writeTo(Writer writer) {
    writer.vector(signatureKey).put(credential);
  }
}
