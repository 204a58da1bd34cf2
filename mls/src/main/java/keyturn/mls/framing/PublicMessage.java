package keyturn.mls.framing;

import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.suite.Suite;

/** PublicMessage (RFC 9420 §6.2): signed, and if from a member with its membership tag. */
public record PublicMessage(
    FramedContent content, AuthenticatedContent.Auth auth, Optional<Bytes> membershipTag)
    implements Encodable {
  public static PublicMessage read(Reader reader) throws MlsException {
    FramedContent content = FramedContent.read(reader);
    AuthenticatedContent.Auth auth =
        AuthenticatedContent.Auth.read(content.content().contentType(), reader);
    return new PublicMessage(
        content,
        auth,
        content.sender() instanceof Sender.Member
            ? Optional.of(reader.vector())
            : Optional.empty());
  }

  /** With the membership tag, if its sender is a member. */
  public static PublicMessage protect(
      Suite suite, AuthenticatedContent content, GroupContext context, SecretBytes membershipKey) {
    Optional<Bytes> tag =
        content.content().sender() instanceof Sender.Member
            ? Optional.of(suite.mac(membershipKey, content.toBeMaced(context)))
            : Optional.empty();
    return new PublicMessage(content.content(), content.auth(), tag);
  }

  /** The content as it was signed; the tag has been verified, the signature has not. */
  public AuthenticatedContent unprotect(
      Suite suite, GroupContext context, SecretBytes membershipKey) throws MlsException {
    AuthenticatedContent authenticated = authenticated();
    if (membershipTag.isPresent()) {
      suite.verifyMac(membershipKey, authenticated.toBeMaced(context), membershipTag.get());
    }
    return authenticated;
  }

  /** As it was signed, with nothing verified. */
  public AuthenticatedContent authenticated() {
    return new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, content, auth);
  }

  @Override
  public void writeTo(Writer writer) {
    writer.put(content).put(auth);
    membershipTag.ifPresent(writer::vector);
  }
}
