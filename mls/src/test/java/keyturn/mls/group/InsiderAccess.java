package keyturn.mls.group;

import keyturn.crypto.Bytes;
import keyturn.mls.framing.AuthenticatedContent;
import keyturn.mls.framing.Commit;
import keyturn.mls.framing.Content;
import keyturn.mls.framing.FramedContent;
import keyturn.mls.framing.MlsMessage;
import keyturn.mls.framing.PublicMessage;
import keyturn.mls.framing.Sender;
import keyturn.mls.framing.WireFormat;

/** What a dishonest member can do with its keys: sign anything. */
public final class InsiderAccess {
  private InsiderAccess() {}

  static Memory memory(Group group) {
    try {
      var field = Group.class.getDeclaredField("memory");
      field.setAccessible(true);
      return (Memory) field.get(group);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** A public message with any content; a commit's tag is none. */
  public static MlsMessage sign(Group member, Content content) {
    return sign(member, content, Bytes.of(new byte[32]));
  }

  static MlsMessage sign(Group member, Content content, Bytes confirmationTag) {
    Memory memory = memory(member);
    EpochState state = memory.state();
    FramedContent framed =
        new FramedContent(
            state.context().groupId(),
            state.context().epoch(),
            new Sender.Member(state.ownLeaf()),
            Bytes.EMPTY,
            content);
    AuthenticatedContent signed =
        AuthenticatedContent.sign(
            state.suite(), WireFormat.PUBLIC_MESSAGE, framed, state.context(), memory.signer);
    AuthenticatedContent tagged =
        content instanceof Commit ? signed.withTag(confirmationTag) : signed;
    return new MlsMessage.Public(
        PublicMessage.protect(
            state.suite(), tagged, state.context(), state.secrets().membership()));
  }
}
