package keyturn.server.delivery;

import java.util.concurrent.atomic.AtomicBoolean;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.Send;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.SendRefused;
import keyturn.server.conversation.EpochRef;
import keyturn.server.session.Session;

/** A send between its receipt and its answer, which it gets once. */
final class PendingSend {
  private final Session session;
  private final Send message;
  private final long receivedNanos;
  private final AtomicBoolean answered = new AtomicBoolean();

  PendingSend(Session session, Send message, long receivedNanos) {
    this.session = session;
    this.message = message;
    this.receivedNanos = receivedNanos;
  }

  Session session() {
    return session;
  }

  Send message() {
    return message;
  }

  ConversationId conversation() {
    return message.conversation();
  }

  EpochRef epoch() {
    return new EpochRef(message.conversation(), message.epoch());
  }

  SendRef ref() {
    return new SendRef(session.device(), message.id());
  }

  long receivedNanos() {
    return receivedNanos;
  }

  boolean isAnswered() {
    return answered.get();
  }

  /** Whether the caller is the one to answer. */
  boolean takeAnswer() {
    return answered.compareAndSet(false, true);
  }

  /** Refuses, unless it is answered already. */
  void refuse(Reason reason) {
    if (takeAnswer()) {
      session.push(new SendRefused(message.conversation(), message.id(), message.number(), reason));
    }
  }
}
