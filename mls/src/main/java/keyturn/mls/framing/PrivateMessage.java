package keyturn.mls.framing;

import java.security.SecureRandom;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.MessageKey;
import keyturn.mls.schedule.Opening;
import keyturn.mls.schedule.SecretTree;
import keyturn.mls.schedule.SenderDataKey;
import keyturn.mls.suite.Suite;

/** PrivateMessage (RFC 9420 §6.3): encrypted, and so is who sent it. */
public record PrivateMessage(
    Bytes groupId,
    long epoch,
    ContentType contentType,
    Bytes authenticatedData,
    Bytes encryptedSenderData,
    Bytes ciphertext)
    implements Encodable {

  /** SenderData (RFC 9420 §6.3.2). */
  private record SenderData(long leaf, long generation, Bytes guard) {
    static SenderData read(Reader reader) throws MlsException {
      return new SenderData(
          reader.u32(), reader.u32(), Bytes.of(reader.raw(MessageKey.GUARD_BYTES)));
    }

    byte[] encoded() {
      return new Writer().u32(leaf).u32(generation).raw(guard).toArray();
    }
  }

  /** A message that has opened, with its key still on trial until the signature is verified. */
  public record Opened(AuthenticatedContent content, int sender, Opening key)
      implements AutoCloseable {
    @Override
    public void close() {
      key.close();
    }
  }

  /** Whether a leaf has a member. */
  public interface Members {
    boolean contains(long leaf);
  }

  public static PrivateMessage read(Reader reader) throws MlsException {
    return new PrivateMessage(
        reader.vector(),
        reader.u64(),
        ContentType.read(reader),
        reader.vector(),
        reader.vector(),
        reader.vector());
  }

  /**
   * Encrypts under the sender's next key.
   *
   * @param content of a member
   * @param padding zero bytes to add
   */
  public static PrivateMessage protect(
      Suite suite,
      AuthenticatedContent content,
      SecretTree tree,
      SecretBytes senderDataSecret,
      int padding,
      SecureRandom random) {
    FramedContent framed = content.content();
    ContentType type = framed.content().contentType();
    long leaf = ((Sender.Member) framed.sender()).leaf();
    PrivateMessage empty =
        new PrivateMessage(
            framed.groupId(),
            framed.epoch(),
            type,
            framed.authenticatedData(),
            Bytes.EMPTY,
            Bytes.EMPTY);
    byte[] guard = new byte[MessageKey.GUARD_BYTES];
    random.nextBytes(guard);
    SecretTree.SendingKey sending = tree.next((int) leaf, type.ratchet());
    try (MessageKey key = sending.key();
        Writer plaintext = new Writer()) {
      plaintext.put(framed.content()).put(content.auth()).raw(new byte[padding]);
      byte[] ciphertext = key.seal(suite, guard, empty.contentAad(), plaintext.toArray());
      try (MessageKey senderKey = SenderDataKey.derive(suite, senderDataSecret, ciphertext)) {
        byte[] data = new SenderData(leaf, sending.generation(), Bytes.of(guard)).encoded();
        return empty.with(
            Bytes.of(senderKey.seal(suite, empty.senderDataAad(), data)), Bytes.of(ciphertext));
      }
    }
  }

  /**
   * Decrypts; the caller verifies the signature, applies the key, and closes.
   *
   * @throws MlsException whatever is wrong, and then the tree is as it was
   */
  public Opened open(
      Suite suite, SecretTree tree, SecretBytes senderDataSecret, Members members, Limits limits)
      throws MlsException {
    SenderData data = senderData(suite, senderDataSecret);
    if (!members.contains(data.leaf)) {
      throw new MlsException(Reason.WRONG_SENDER, "sender is no member");
    }
    int leaf = (int) data.leaf;
    Opening opening = tree.open(leaf, contentType.ratchet(), data.generation, limits);
    try {
      byte[] plaintext =
          opening.key().open(suite, data.guard.toArray(), contentAad(), ciphertext.toArray());
      return new Opened(contentOf(Reader.of(plaintext), leaf), leaf, opening);
    } catch (MlsException e) {
      opening.close();
      throw e;
    }
  }

  private SenderData senderData(Suite suite, SecretBytes secret) throws MlsException {
    try (MessageKey key = SenderDataKey.derive(suite, secret, ciphertext.toArray())) {
      byte[] plain = key.open(suite, senderDataAad(), encryptedSenderData.toArray());
      return Reader.decode(Bytes.of(plain), SenderData::read);
    }
  }

  /** PrivateMessageContent (RFC 9420 §6.3.1). */
  private AuthenticatedContent contentOf(Reader reader, int leaf) throws MlsException {
    Content content = Content.read(contentType, reader);
    AuthenticatedContent.Auth auth = AuthenticatedContent.Auth.read(contentType, reader);
    reader.zerosToEnd();
    return new AuthenticatedContent(
        WireFormat.PRIVATE_MESSAGE,
        new FramedContent(groupId, epoch, new Sender.Member(leaf), authenticatedData, content),
        auth);
  }

  private PrivateMessage with(Bytes senderData, Bytes newCiphertext) {
    return new PrivateMessage(
        groupId, epoch, contentType, authenticatedData, senderData, newCiphertext);
  }

  private Writer aad() {
    return new Writer().vector(groupId).u64(epoch).u8(contentType.code());
  }

  private byte[] senderDataAad() {
    return aad().toArray();
  }

  private byte[] contentAad() {
    return aad().vector(authenticatedData).toArray();
  }

  @Override
  public void writeTo(Writer writer) {
    writer
        .vector(groupId)
        .u64(epoch)
        .u8(contentType.code())
        .vector(authenticatedData)
        .vector(encryptedSenderData)
        .vector(ciphertext);
  }
}
