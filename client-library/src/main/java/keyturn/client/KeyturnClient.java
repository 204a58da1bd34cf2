package keyturn.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.Fingerprint;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.Presence;

/**
 * One person at one server. Commands never block and may come from any thread; what comes of them
 * arrives as {@link ClientEvent}s.
 *
 * <p>A client connects when it is opened and comes back by itself after every loss. A password is
 * sent only when the server is trusted, and is wiped when it has been used.
 */
public final class KeyturnClient implements AutoCloseable {
  private KeyturnClient() {}

  /** Starts connecting. The listener hears of everything from here on. */
  public static KeyturnClient open(ClientSettings settings, ClientListener listener) {
    throw new UnsupportedOperationException("lands within the hour: " + settings + listener);
  }

  /** Signs in as soon as the server is connected and trusted; {@code password} is wiped. */
  public void signIn(String username, char[] password) {
    throw new UnsupportedOperationException(username + password.length);
  }

  /** Makes an account and signs it in; {@code password} is wiped. */
  public void register(String username, char[] password, Optional<String> invitation) {
    throw new UnsupportedOperationException(username + password.length + invitation);
  }

  /** Both are wiped. */
  public void changePassword(char[] current, char[] replacement) {
    throw new UnsupportedOperationException("" + current.length + replacement.length);
  }

  /** Ends this device's resume token and the connection; the vault stays. */
  public void signOut() {
    throw new UnsupportedOperationException();
  }

  /** Pins the key that the last {@link ClientEvent.ServerUntrusted} presented, and connects. */
  public void trust(Fingerprint presented) {
    throw new UnsupportedOperationException(presented.toString());
  }

  public void refuseTrust() {
    throw new UnsupportedOperationException();
  }

  /** Starts, or finds again, the supervised conversation with a person. */
  public void open(String with, Optional<CipherSuite> suite) {
    throw new UnsupportedOperationException(with + suite);
  }

  public void leave(ConversationId conversation) {
    throw new UnsupportedOperationException(conversation.toString());
  }

  /** Says whether the conversation is in front of somebody; its keys then turn without asking. */
  public void watch(ConversationId conversation, boolean watching) {
    throw new UnsupportedOperationException(conversation + " " + watching);
  }

  public void setPresence(Presence presence) {
    throw new UnsupportedOperationException(presence.toString());
  }

  /**
   * Puts a message into the vault and sends it when that is possible, in the order of the calls.
   *
   * @param text at most 48 KiB of UTF-8; longer ends in a {@code TEXT_TOO_LONG} problem
   */
  public MessageId send(ConversationId conversation, String text) {
    throw new UnsupportedOperationException(conversation + " " + text.length());
  }

  /** Sends a {@code NOT_DELIVERED} message again, under the same id. */
  public void retry(MessageId message) {
    throw new UnsupportedOperationException(message.toString());
  }

  /** Removes a {@code NOT_DELIVERED} message, or one that was never on its way. */
  public void discard(MessageId message) {
    throw new UnsupportedOperationException(message.toString());
  }

  /** Tells the sender that everything up to this sequence has been seen. */
  public void markRead(ConversationId conversation, long upToSequence) {
    throw new UnsupportedOperationException(conversation + " " + upToSequence);
  }

  /** Connects now instead of after the waiting time. */
  public void tryNow() {
    throw new UnsupportedOperationException();
  }

  /**
   * Messages of a conversation, oldest first: first those the server has, then those that wait.
   *
   * @param beforeSequence only messages with a lower sequence; {@code Long.MAX_VALUE} for the
   *     newest, and then with those that wait
   * @param limit at most so many; 1 to 1,000
   */
  public CompletableFuture<List<StoredMessage>> history(
      ConversationId conversation, long beforeSequence, int limit) {
    throw new UnsupportedOperationException(conversation + " " + beforeSequence + limit);
  }

  /** Closes link and vault; what waits is sent next time. Waits for the vault, a second at most. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
