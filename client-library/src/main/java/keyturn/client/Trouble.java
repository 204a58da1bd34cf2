package keyturn.client;

import java.util.Locale;
import java.util.Optional;
import keyturn.client.ClientEvent.Problem;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.Reason;

/** What can go wrong on this side of the connection. */
public enum Trouble {
  /** A command needs a signed-in user. */
  NOT_SIGNED_IN("Sign in first."),
  UNKNOWN_CONVERSATION("There is no such conversation."),
  /** Empty, over 48 KiB, or not Unicode. */
  TEXT_NOT_SENDABLE("This text cannot be sent: it is empty or too long."),
  /** The outcome of a message is not known yet, so that it can be neither retried nor discarded. */
  STILL_SENDING("The message is still on its way."),
  VAULT_IN_USE("Another Keyturn program has this account's messages open on this computer."),
  /** Nothing is deleted: the file stays where it is. */
  VAULT_DAMAGED("The stored messages of this account cannot be read; the file was left as it is."),
  /** A later version of this program wrote the file; it stays as it is. */
  VAULT_NEWER("The stored messages were written by a newer Keyturn; this one cannot read them."),
  /** The password opens the account but not the vault: it was changed elsewhere. */
  VAULT_OTHER_PASSWORD("The stored messages are kept under another password."),
  /** The system's keyring has no secret for it any more, or another one. */
  VAULT_KEPT_SECRET("What the system's keyring holds does not open the stored messages."),
  /** The user wanted an empty vault beside the one that does not open. */
  VAULT_SET_ASIDE(
      "The stored messages do not open; they stay, and a new, empty store was begun beside them."),
  VAULT_FAILED("The stored messages cannot be written. Is the disk full?"),
  MESSAGES_MISSING("The server no longer has some messages of this conversation."),
  /** It sends again what it has itself. */
  SERVER_RESTORED(
      "The server came back from an older backup. What you sent here since then is sent again."),
  /** It was begun after that backup. */
  CONVERSATION_LOST(
      "The server came back from an older backup and no longer knows this conversation."
          + " Start it again to go on."),
  SERVER_UNREACHABLE("The server cannot be reached."),
  SOCKS_PROXY("A SOCKS proxy is configured; Keyturn can use HTTP proxies only.");

  private final String text;

  Trouble(String text) {
    this.text = text;
  }

  /** The name in lower case with hyphens. */
  public String reason() {
    return wireName(this);
  }

  public String text() {
    return text;
  }

  public Problem problem() {
    return new Problem(reason(), text, Optional.empty());
  }

  public Problem problem(ConversationId conversation) {
    return new Problem(reason(), text, Optional.of(conversation));
  }

  /** The same for what the server refused. */
  public static String reason(Reason reason) {
    return wireName(reason);
  }

  private static String wireName(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
