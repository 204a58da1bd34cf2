package keyturn.server.delivery;

import keyturn.protocol.id.ConversationId;

/** How far a feed is in one conversation. Guarded by its feed. */
final class FeedPosition {
  private final ConversationId conversation;
  private long sent;
  private long known;
  private long askedUpTo;
  private boolean suspected;
  private boolean blocked;

  FeedPosition(ConversationId conversation) {
    this.conversation = conversation;
  }

  ConversationId conversation() {
    return conversation;
  }

  long sent() {
    return sent;
  }

  void sentUpTo(long sequence) {
    sent = Math.max(sent, sequence);
  }

  void knowUpTo(long sequence) {
    known = Math.max(known, sequence);
  }

  /** Whether a message can go out without asking the database. */
  boolean isNext(long sequence) {
    return !isBehind() && !blocked && sequence == sent + 1;
  }

  boolean isBehind() {
    return !blocked && (suspected || sent < known);
  }

  /** There may be more than is known. */
  void suspect() {
    suspected = true;
  }

  /** The database is about to be asked. */
  void asking() {
    suspected = false;
    askedUpTo = known;
  }

  /** It has nothing more of what was known when it was asked. */
  void foundNothing() {
    sentUpTo(askedUpTo);
  }

  /** The tunnel is too weak for the keys: what waits stays for another connection. */
  void block() {
    blocked = true;
  }
}
