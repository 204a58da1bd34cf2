package keyturn.mls.framing;

import java.util.List;
import java.util.Optional;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.PreSharedKeyId;

/** GroupSecrets (RFC 9420 §12.4.3.1): what a Welcome tells one new member. Owns its secrets. */
public record GroupSecrets(
    SecretBytes joinerSecret, Optional<SecretBytes> pathSecret, List<PreSharedKeyId> psks)
    implements Encodable, AutoCloseable {
  private static final int MAX_PSKS = 1024;

  public GroupSecrets {
    psks = List.copyOf(psks);
  }

  public static GroupSecrets read(Reader reader) throws MlsException {
    return new GroupSecrets(
        reader.secretVector(),
        reader.optional(Reader::secretVector),
        reader.list(PreSharedKeyId::read, MAX_PSKS));
  }

  @Override
  public void writeTo(Writer writer) {
    writer.vector(joinerSecret).u8(pathSecret.isPresent() ? 1 : 0);
    pathSecret.ifPresent(writer::vector);
    writer.list(psks);
  }

  @Override
  public void close() {
    joinerSecret.close();
    pathSecret.ifPresent(SecretBytes::close);
  }

  @Override
  public String toString() {
    return "GroupSecrets [secret]";
  }
}
