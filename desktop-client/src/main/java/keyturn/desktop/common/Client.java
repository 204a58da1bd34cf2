package keyturn.desktop.common;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.DevicesAnswer;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Presence;

/**
 * What the window asks of {@link keyturn.client.KeyturnClient}, method by method the same. Commands
 * never block; only {@link #close} does.
 */
public interface Client extends AutoCloseable {
  void signIn(String username, char[] password);

  void signInKept(String username, char[] secret);

  void keepSignedIn(char[] secret);

  void forgetKept();

  void register(String username, char[] password, Optional<String> invitation);

  void openOldVault(char[] old);

  void beginNewVault();

  void changePassword(char[] current, char[] replacement);

  CompletableFuture<DevicesAnswer> devices();

  CompletableFuture<DevicesAnswer> renameDevice(DeviceId device, String name);

  CompletableFuture<DevicesAnswer> revokeDevice(DeviceId device);

  void signOut();

  void trust(Fingerprint presented);

  void refuseTrust();

  void open(String with, Optional<CipherSuite> suite);

  void leave(ConversationId conversation);

  void watch(ConversationId conversation, boolean watching);

  MessageId send(ConversationId conversation, String text);

  void retry(MessageId message);

  void discard(MessageId message);

  void markRead(ConversationId conversation, long upToSequence);

  void tryNow();

  CompletableFuture<List<StoredMessage>> history(
      ConversationId conversation, long beforeSequence, int limit);

  CompletableFuture<List<StoredMessage>> search(
      Optional<ConversationId> in, String wanted, int limit);

  CompletableFuture<Map<ConversationId, String>> drafts();

  void saveDraft(ConversationId conversation, String text);

  CompletableFuture<Map<String, String>> notes();

  void saveNote(String name, String text);

  void setPresence(Presence presence);

  @Override
  void close();
}
