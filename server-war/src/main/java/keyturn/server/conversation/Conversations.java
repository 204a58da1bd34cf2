package keyturn.server.conversation;

import keyturn.protocol.message.ClientMessage.Have;
import keyturn.protocol.message.ClientMessage.LeaveConversation;
import keyturn.protocol.message.ClientMessage.NeedKey;
import keyturn.protocol.message.ClientMessage.OpenConversation;
import keyturn.protocol.message.ClientMessage.Watch;
import keyturn.server.session.Session;

/**
 * What signed-in people do with conversations but for writing in them
 * (docs/spec/messages.md#conversations). No method blocks; what a session asked is answered through
 * {@link Session#push}.
 */
public final class Conversations {
  private final Arrival arrival;
  private final Opening opening;
  private final KeyRequests keyRequests;

  public Conversations(Arrival arrival, Opening opening, KeyRequests keyRequests) {
    this.arrival = arrival;
    this.opening = opening;
    this.keyRequests = keyRequests;
  }

  /**
   * Right after {@code SignedIn} was pushed, and before anything else of the session comes here or
   * to {@code Delivery}: pushes every conversation, every receipt, then what waits.
   */
  public void signedIn(Session session) {
    arrival.signedIn(session);
  }

  /** Says how far the database agrees with what a device has. */
  public void compare(Session session, Have message) {
    arrival.compare(session, message);
  }

  /** The connection is over, for whatever reason. */
  public void signedOut(Session session) {
    arrival.signedOut(session);
  }

  /** Finds the conversation with a person or starts one. */
  public void open(Session session, OpenConversation message) {
    opening.open(session, message);
  }

  /** Ends a conversation, for both. */
  public void leave(Session session, LeaveConversation message) {
    opening.leave(session, message);
  }

  /** The conversation is open in front of somebody, or no longer. */
  public void watch(Session session, Watch message) {
    keyRequests.watch(session, message);
  }

  /** Hands over the current key, turning it first if it is over. */
  public void needKey(Session session, NeedKey message) {
    keyRequests.needKey(session, message);
  }
}
