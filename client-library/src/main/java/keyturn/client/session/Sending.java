package keyturn.client.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keyturn.client.ClientEvent;
import keyturn.client.ClientEvent.Problem;
import keyturn.client.LinkLoss;
import keyturn.client.Trouble;
import keyturn.client.outbox.Lane;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultMessage.Status;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.message.ClientMessage;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.ServerMessage.Accepted;
import keyturn.protocol.message.ServerMessage.AcceptedSend;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.message.ServerMessage.SendRefused;
import keyturn.protocol.supervised.Content;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.PayloadCipher;

/**
 * Own messages, from the vault to the server's confirmation (docs/spec/messages.md#send). Each is
 * sealed only when it is sent, under a key that is still valid then, and sealed again under the
 * next if that is refused.
 */
final class Sending {
  /** In a conversation in use the next key comes unasked. */
  private static final Duration NEXT_KEY_COMES = Duration.ofSeconds(2);

  private static final Duration ASK_KEY_AGAIN = Duration.ofSeconds(5);
  private static final Duration ORDER_LOST = Duration.ofSeconds(1);
  private static final int MAX_NOT_OPENED = 3;
  private static final long FIRST_HOLD_MILLIS = 500;
  private static final int HOLD_DOUBLINGS = 6;

  private final Desk desk;
  private final Receiving receiving;

  Sending(Desk desk, Receiving receiving) {
    this.desk = desk;
    this.receiving = receiving;
  }

  void enqueue(Conversation conversation, MessageId id, String text) {
    if (!isSendable(text)) {
      desk.emit(Trouble.TEXT_NOT_SENDABLE.problem(conversation.id));
      return;
    }
    VaultMessage message =
        new VaultMessage(
            conversation.id,
            id,
            desk.self().device(),
            desk.self().user(),
            Optional.of(text),
            0,
            OptionalLong.empty(),
            false,
            Instant.ofEpochMilli(desk.parts.clock().millis()),
            Status.WAITING);
    desk.withVault(
        vault -> {
          vault.addWaiting(message);
          return message;
        },
        stored -> add(conversation, stored));
  }

  private static boolean isSendable(String text) {
    try {
      Arrays.fill(new Content(text).encode(), (byte) 0);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void add(Conversation conversation, VaultMessage message) {
    if (conversation.state == ConversationState.ENDED) {
      giveUp(conversation, message, Reason.CONVERSATION_ENDED);
      return;
    }
    conversation.lane.add(message);
    desk.show(conversation, List.of(message));
    desk.show(conversation);
    pump(conversation);
  }

  /** The server has lost these: they go before all others. */
  void again(Conversation conversation, List<VaultMessage> lost) {
    conversation.lane.addFirst(lost);
  }

  void retry(MessageId id) {
    desk.withVault(
        vault -> {
          Optional<VaultMessage> refused =
              vault.findOwn(id).filter(message -> message.status() == Status.REFUSED);
          Optional<VaultMessage> again = refused.map(message -> message.withStatus(Status.WAITING));
          again.ifPresent(message -> vault.update(List.of(message)));
          return again;
        },
        again ->
            again.ifPresentOrElse(
                message ->
                    desk.conversation(message.conversation())
                        .ifPresent(conversation -> add(conversation, message)),
                () -> desk.emit(Trouble.STILL_SENDING.problem())));
  }

  void discard(MessageId id) {
    for (Conversation conversation : desk.conversations.values()) {
      boolean mayHaveArrived =
          conversation.attempted.contains(id) && conversation.state == ConversationState.ACTIVE;
      if (mayHaveArrived && conversation.lane.find(id).isPresent()) {
        desk.emit(Trouble.STILL_SENDING.problem(conversation.id));
        return;
      }
      if (conversation.lane.remove(id)) {
        desk.show(conversation);
      }
    }
    desk.write(
        vault ->
            vault
                .findOwn(id)
                .filter(message -> message.status() != Status.STORED)
                .ifPresent(vault::remove));
  }

  /** Sends what may be sent now. */
  void pump(Conversation conversation) {
    while (desk.hasRoom()
        && !conversation.holding
        && conversation.state == ConversationState.ACTIVE) {
      if (conversation.lane.peek().isEmpty()) {
        return;
      }
      Optional<EpochKey> key = conversation.keys.sealing(desk.parts.loop().nanoTime());
      if (key.isEmpty()) {
        askKey(conversation);
        return;
      }
      send(conversation, key.get());
    }
  }

  private void send(Conversation conversation, EpochKey key) {
    Lane.Sent sent = conversation.lane.take(key.number());
    conversation.attempted.add(sent.message().id());
    long counter = ++conversation.counter;
    byte[] content = new Content(sent.message().text().orElseThrow()).encode();
    try {
      receiving.acknowledgeAlong();
      Bytes sealed = sealer(conversation, key).cipher().seal(counter, sent.message().id(), content);
      desk.send(
          new ClientMessage.Send(
              conversation.id, sent.message().id(), sent.number(), sent.epoch(), counter, sealed));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private Conversation.Sealer sealer(Conversation conversation, EpochKey key) {
    if (conversation.sealer.filter(open -> open.epoch() == key.number()).isEmpty()) {
      conversation.closeSealer();
      conversation.sealer =
          Optional.of(
              new Conversation.Sealer(
                  key.number(),
                  PayloadCipher.of(
                      key, desk.self().device(), desk.self().connection(), desk.parts.random())));
    }
    return conversation.sealer.get();
  }

  private void askKey(Conversation conversation) {
    if (conversation.keyAsked || conversation.keyRefused) {
      return;
    }
    conversation.keyAsked = true;
    Optional<Duration> idle = conversation.keys.idleFor(desk.parts.loop().nanoTime());
    if (idle.filter(since -> since.compareTo(NEXT_KEY_COMES) < 0).isPresent()) {
      pumpIn(conversation, NEXT_KEY_COMES.minus(idle.get()));
    } else {
      desk.send(new ClientMessage.NeedKey(conversation.id));
      pumpIn(conversation, ASK_KEY_AGAIN);
    }
  }

  private void pumpIn(Conversation conversation, Duration delay) {
    desk.parts
        .loop()
        .schedule(
            delay,
            () -> {
              conversation.keyAsked = false;
              pump(conversation);
            });
  }

  /** No key comes; the messages wait for the next connection, or for a key unasked. */
  void keyRefused(Conversation conversation, Reason reason) {
    conversation.keyRefused = true;
    desk.emit(new ClientEvent.KeyRefused(conversation.id, reason));
  }

  void onAccepted(Accepted message) {
    for (AcceptedSend accepted : message.sends()) {
      desk.conversation(accepted.conversation())
          .ifPresent(conversation -> onAccepted(conversation, accepted));
    }
  }

  void onAccepted(Conversation conversation, AcceptedSend accepted) {
    Optional<Lane.Sent> sent = conversation.lane.accepted(accepted.id());
    if (sent.isEmpty()) {
      return;
    }
    long sequence = conversation.numbering.local(accepted.sequence());
    answered(conversation);
    conversation.refusals = 0;
    conversation.notOpened.remove(accepted.id());
    VaultMessage stored =
        sent.get()
            .message()
            .accepted(
                sent.get().epoch(), sequence, Instant.ofEpochMilli(accepted.acceptedAtMillis()));
    desk.withVault(
        vault -> {
          vault.update(List.of(stored));
          return stored;
        },
        done -> {
          conversation.attempted.remove(done.id());
          conversation.lastSequence = Math.max(conversation.lastSequence, sequence);
          desk.show(conversation, List.of(done));
          if (conversation.lane.size() == 0) {
            desk.show(conversation);
          }
          receiving.own(conversation, sequence);
        },
        failure -> desk.vaultFailed());
    pump(conversation);
  }

  void onRefused(SendRefused message) {
    Optional<Conversation> found = desk.conversation(message.conversation());
    if (found.isEmpty() || !found.get().lane.isInFlight(message.id())) {
      return;
    }
    Conversation conversation = found.get();
    boolean causeSeen = conversation.refusalSeen;
    conversation.refusalSeen |= message.reason() != Reason.OUT_OF_ORDER;
    switch (message.reason()) {
      case EPOCH_OVER ->
          conversation
              .lane
              .refused(message.id())
              .ifPresent(
                  sent ->
                      conversation.keys.stopSealing(sent.epoch(), desk.parts.loop().nanoTime()));
      case OUT_OF_ORDER -> {
        conversation.lane.refused(message.id());
        if (!causeSeen) {
          // Both sides count differently: only a new connection starts both at 1.
          desk.reconnect(ORDER_LOST, LinkLoss.ORDER_LOST);
          return;
        }
      }
      case TRY_AGAIN, BUSY, TOO_MANY_ATTEMPTS -> {
        conversation.lane.refused(message.id());
        hold(conversation);
      }
      case NOT_ACCEPTED -> {
        if (conversation.notOpened.merge(message.id(), 1, Integer::sum) < MAX_NOT_OPENED) {
          conversation.lane.refused(message.id());
        } else {
          fail(conversation, message);
        }
      }
      case SIGN_IN_REFUSED,
          TOKEN_REFUSED,
          REGISTRATION_CLOSED,
          INVITATION_REFUSED,
          NAME_TAKEN,
          NAME_NOT_ALLOWED,
          PASSWORD_NOT_ALLOWED,
          UNKNOWN_PERSON,
          SUITE_NOT_ALLOWED,
          NOT_A_MEMBER,
          CONVERSATION_ENDED,
          QUEUE_FULL,
          NOT_ALLOWED ->
          fail(conversation, message);
    }
    answered(conversation);
    pump(conversation);
  }

  private static void answered(Conversation conversation) {
    conversation.refusalSeen &= conversation.lane.hasUnanswered();
  }

  private void hold(Conversation conversation) {
    if (conversation.holding) {
      return;
    }
    conversation.holding = true;
    long millis = FIRST_HOLD_MILLIS << Math.min(conversation.refusals++, HOLD_DOUBLINGS);
    desk.parts
        .loop()
        .schedule(
            Duration.ofMillis(millis),
            () -> {
              conversation.holding = false;
              pump(conversation);
            });
  }

  private void fail(Conversation conversation, SendRefused refused) {
    conversation
        .lane
        .failed(refused.id())
        .ifPresent(sent -> giveUp(conversation, sent.message(), refused.reason()));
  }

  private void giveUp(Conversation conversation, VaultMessage message, Reason reason) {
    VaultMessage refused = message.withStatus(Status.REFUSED);
    conversation.attempted.remove(message.id());
    conversation.notOpened.remove(message.id());
    desk.withVault(
        vault -> {
          vault.update(List.of(refused));
          return refused;
        },
        done -> {
          desk.show(conversation, List.of(done));
          desk.show(conversation);
          desk.emit(
              new Problem(
                  Trouble.reason(reason), Refusals.text(reason), Optional.of(conversation.id)));
        });
  }

  /** Nothing more can be sent here; what was never on its way has certainly not arrived. */
  void ended(Conversation conversation) {
    List<VaultMessage> never = new ArrayList<>();
    for (VaultMessage message : conversation.lane.waiting()) {
      if (!conversation.attempted.contains(message.id())) {
        never.add(message);
      }
    }
    for (VaultMessage message : never) {
      conversation.lane.remove(message.id());
      giveUp(conversation, message, Reason.CONVERSATION_ENDED);
    }
  }
}
