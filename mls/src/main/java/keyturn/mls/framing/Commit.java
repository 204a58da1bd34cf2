package keyturn.mls.framing;

import java.util.List;
import java.util.Optional;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.tree.UpdatePath;

/** Commit (RFC 9420 §12.4). */
public record Commit(List<ProposalOrRef> proposals, Optional<UpdatePath> path) implements Content {
  public Commit {
    proposals = List.copyOf(proposals);
  }

  public static Commit read(Reader reader) throws MlsException {
    return new Commit(reader.list(ProposalOrRef::read), reader.optional(UpdatePath::read));
  }

  @Override
  public ContentType contentType() {
    return ContentType.COMMIT;
  }

  @Override
  public void writeTo(Writer writer) {
    writer.list(proposals).optional(path);
  }
}
