package keyturn.client.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keyturn.crypto.SecretBytes;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;

/**
 * What a device keeps for one account at one server. Every writing method is one transaction and is
 * on disk when it returns. Blocks; used from one thread at a time. Throws {@link VaultException}.
 */
public interface Vault extends AutoCloseable {
  /** Empty until the first sign-in. */
  Optional<VaultAccount> account();

  void saveAccount(VaultAccount account);

  List<VaultConversation> conversations();

  void saveConversation(VaultConversation conversation);

  /** Sequences that are here above {@code above}. */
  Set<Long> sequences(ConversationId conversation, long above);

  /** How each conversation is numbered; {@link Numbering#PLAIN} if it is not in the map. */
  Map<ConversationId, Numbering> numberings();

  /** What has the numbers {@code above < number <= upTo}, in rising order. */
  List<VaultPlace> places(ConversationId conversation, long above, long upTo);

  /** The highest of {@link #places}. */
  Optional<VaultPlace> newest(ConversationId conversation, long above, long upTo);

  /**
   * Takes up that the server came back from an older backup.
   *
   * @return the messages that this changed, in order
   */
  List<VaultMessage> serverReturned(ServerReturn news);

  /** The server knows this device under another number from now on. */
  void adoptDevice(DeviceId before, DeviceId now);

  /** How many messages of others are above the sequence read. */
  int unread(ConversationId conversation);

  /** Adds what is new in {@code messages}, and returns that. */
  List<VaultMessage> addReceived(List<VaultMessage> messages);

  /** Adds an own message that waits; from here on it survives everything. */
  void addWaiting(VaultMessage message);

  /** Own messages that wait, in the order in which they were added. */
  List<VaultMessage> waiting();

  /** A message of this account. */
  Optional<VaultMessage> findOwn(MessageId id);

  /** Writes status, sequence, epoch and time of messages that are here. */
  void update(List<VaultMessage> changed);

  void remove(VaultMessage message);

  /**
   * The newest {@code limit} messages below {@code beforeSequence}, oldest first; those without a
   * sequence come last, and only if {@code beforeSequence} is {@code Long.MAX_VALUE}.
   */
  List<VaultMessage> history(ConversationId conversation, long beforeSequence, int limit);

  /** Messages with {@code from < sequence <= to}. */
  List<VaultMessage> between(ConversationId conversation, long from, long to);

  /**
   * The newest {@code limit} messages that were added below {@code beforePosition}, newest first:
   * for looking through all of them.
   *
   * @param beforePosition {@code Long.MAX_VALUE}, or {@link VaultPage#next} of the page before
   */
  VaultPage page(Optional<ConversationId> in, long beforePosition, int limit);

  /** What was being written, by conversation. */
  Map<ConversationId, String> drafts();

  /**
   * Keeps it sealed.
   *
   * @param text what is being written; empty if nothing is
   */
  void saveDraft(ConversationId conversation, String text);

  /** What {@link #saveNote} has kept, by name. */
  Map<String, String> notes();

  /**
   * Keeps, sealed, what a window wants to remember about this account.
   *
   * @param name 1 to 64 characters of ASCII; one text for each
   */
  void saveNote(String name, String text);

  List<VaultReceipt> receipts();

  void saveReceipts(List<VaultReceipt> receipts);

  /** From now on this password opens the vault too; {@code password} stays the caller's. */
  void addPassword(char[] password);

  /** Only the password added last opens it from now on. */
  void keepNewestPassword();

  /** The password added last does not open it any more. */
  void dropNewestPassword();

  /** From now on this secret of the system's keyring opens the vault too, and no other one. */
  void keep(SecretBytes secret);

  /** No secret of a keyring opens it any more. */
  void forgetKept();

  @Override
  void close();
}
