package keyturn.mls.vectors;

import static keyturn.mls.vectors.VectorFile.bytes;
import static keyturn.mls.vectors.VectorFile.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.crypto.SignatureKey;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Reader;
import keyturn.mls.extension.Extensions;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.PrivateMessage;
import keyturn.mls.framing.Proposal;
import keyturn.mls.framing.PublicMessage;
import keyturn.mls.framing.Sender;
import keyturn.mls.framing.WireFormat;
import keyturn.mls.schedule.GroupContext;
import keyturn.mls.schedule.SecretTree;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.api.Test;

/** The sender is member 1 of a tree of two leaves. */
class MessageProtectionVectorTest {
  private static final int SENDER = 1;

  @Test
  void messagesAreProtectedAndUnprotectedAsOfficially() {
    VectorFile.runBySuite("message-protection.json", (suite, v) -> new Case(suite, v).check());
  }

  private record Case(Suite suite, JsonNode vector) {
    void check() throws MlsException {
      Content proposal = Reader.decode(bytes(vector, "proposal"), Proposal::read);
      Content commit = Reader.decode(bytes(vector, "commit"), Commit::read);
      Content application = new Content.Application(bytes(vector, "application"));
      assertEquals(proposal, openPublic(bytes(vector, "proposal_pub")));
      assertEquals(proposal, openPrivate(bytes(vector, "proposal_priv")));
      assertEquals(commit, openPublic(bytes(vector, "commit_pub")));
      assertEquals(commit, openPrivate(bytes(vector, "commit_priv")));
      assertEquals(application, openPrivate(bytes(vector, "application_priv")));
      for (Content content : new Content[] {proposal, commit, application}) {
        assertEquals(content, openPrivate(sealPrivate(content)));
        Bytes sealed = sealPublic(content);
        if (content instanceof Content.Application) {
          assertThrows(MlsException.class, () -> refuseApplication(sealed));
        } else {
          assertEquals(content, openPublic(sealed));
        }
      }
    }

    GroupContext context() {
      return new GroupContext(
          suite.code(),
          bytes(vector, "group_id"),
          vector.get("epoch").longValue(),
          bytes(vector, "tree_hash"),
          bytes(vector, "confirmed_transcript_hash"),
          Extensions.NONE);
    }

    SecretTree tree() {
      return new SecretTree(suite, 2, secret(vector, "encryption_secret"));
    }

    Content openPublic(Bytes message) throws MlsException {
      PublicMessage received =
          ((MlsMessage.Public) MlsMessage.decode(message, Limits.DEFAULT)).message();
      AuthenticatedContent content =
          received.unprotect(suite, context(), secret(vector, "membership_key"));
      content.verifySignature(suite, context(), bytes(vector, "signature_pub"));
      return content.content().content();
    }

    void refuseApplication(Bytes message) throws MlsException {
      if (openPublic(message) instanceof Content.Application) {
        throw new MlsException(MlsException.Reason.MALFORMED, "application data in the clear");
      }
    }

    Content openPrivate(Bytes message) throws MlsException {
      PrivateMessage received =
          ((MlsMessage.Private) MlsMessage.decode(message, Limits.DEFAULT)).message();
      try (PrivateMessage.Opened opened =
          received.open(
              suite,
              tree(),
              secret(vector, "sender_data_secret"),
              leaf -> leaf == SENDER,
              Limits.DEFAULT)) {
        opened.content().verifySignature(suite, context(), bytes(vector, "signature_pub"));
        return opened.content().content().content();
      }
    }

    AuthenticatedContent sign(WireFormat format, Content content) {
      AuthenticatedContent signed =
          AuthenticatedContent.sign(
              suite,
              format,
              new FramedContent(
                  bytes(vector, "group_id"),
                  vector.get("epoch").longValue(),
                  new Sender.Member(SENDER),
                  Bytes.EMPTY,
                  content),
              context(),
              SignatureKey.of(suite.signature(), secret(vector, "signature_priv")));
      return content instanceof Commit ? signed.withTag(Bytes.of(new byte[32])) : signed;
    }

    Bytes sealPublic(Content content) {
      SecretBytes key = secret(vector, "membership_key");
      return new MlsMessage.Public(
              PublicMessage.protect(
                  suite, sign(WireFormat.PUBLIC_MESSAGE, content), context(), key))
          .encoded();
    }

    Bytes sealPrivate(Content content) {
      return new MlsMessage.Private(
              PrivateMessage.protect(
                  suite,
                  sign(WireFormat.PRIVATE_MESSAGE, content),
                  tree(),
                  secret(vector, "sender_data_secret"),
                  7,
                  new SecureRandom()))
          .encoded();
    }
  }
}
