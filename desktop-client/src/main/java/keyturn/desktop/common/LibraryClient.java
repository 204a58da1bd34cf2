package keyturn.desktop.common;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.client.DevicesAnswer;
import keyturn.client.KeyturnClient;
import keyturn.client.StoredMessage;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Presence;

/** The client of the client library. */
public record LibraryClient(KeyturnClient client) implements Client {
  @Override
  public void signIn(String username, char[] password) {
    client.signIn(username, password);
  }

  @Override
  public void signInKept(String username, char[] secret) {
    client.signInKept(username, secret);
  }

  @Override
  public void keepSignedIn(char[] secret) {
    client.keepSignedIn(secret);
  }

  @Override
  public void forgetKept() {
    client.forgetKept();
  }

  @Override
  public void register(String username, char[] password, Optional<String> invitation) {
    client.register(username, password, invitation);
  }

  @Override
  public void openOldVault(char[] old) {
    client.openOldVault(old);
  }

  @Override
  public void beginNewVault() {
    client.beginNewVault();
  }

  @Override
  public void changePassword(char[] current, char[] replacement) {
    client.changePassword(current, replacement);
  }

  @Override
  public CompletableFuture<DevicesAnswer> devices() {
    return client.devices();
  }

  @Override
  public CompletableFuture<DevicesAnswer> renameDevice(DeviceId device, String name) {
    return client.renameDevice(device, name);
  }

  @Override
  public CompletableFuture<DevicesAnswer> revokeDevice(DeviceId device) {
    return client.revokeDevice(device);
  }

  @Override
  public void signOut() {
    client.signOut();
  }

  @Override
  public void trust(Fingerprint presented) {
    client.trust(presented);
  }

  @Override
  public void refuseTrust() {
    client.refuseTrust();
  }

  @Override
  public void open(String with, Optional<CipherSuite> suite) {
    client.open(with, suite);
  }

  @Override
  public void leave(ConversationId conversation) {
    client.leave(conversation);
  }

  @Override
  public void watch(ConversationId conversation, boolean watching) {
    client.watch(conversation, watching);
  }

  @Override
  public MessageId send(ConversationId conversation, String text) {
    return client.send(conversation, text);
  }

  @Override
  public void retry(MessageId message) {
    client.retry(message);
  }

  @Override
  public void discard(MessageId message) {
    client.discard(message);
  }

  @Override
  public void markRead(ConversationId conversation, long upToSequence) {
    client.markRead(conversation, upToSequence);
  }

  @Override
  public void tryNow() {
    client.tryNow();
  }

  @Override
  public CompletableFuture<List<StoredMessage>> history(
      ConversationId conversation, long beforeSequence, int limit) {
    return client.history(conversation, beforeSequence, limit);
  }

  @Override
  public CompletableFuture<List<StoredMessage>> search(
      Optional<ConversationId> in, String wanted, int limit) {
    return client.search(in, wanted, limit);
  }

  @Override
  public CompletableFuture<Map<ConversationId, String>> drafts() {
    return client.drafts();
  }

  @Override
  public void saveDraft(ConversationId conversation, String text) {
    client.saveDraft(conversation, text);
  }

  @Override
  public CompletableFuture<Map<String, String>> notes() {
    return client.notes();
  }

  @Override
  public void saveNote(String name, String text) {
    client.saveNote(name, text);
  }

  @Override
  public void setPresence(Presence presence) {
    client.setPresence(presence);
  }

  @Override
  public void close() {
    client.close();
  }
}
