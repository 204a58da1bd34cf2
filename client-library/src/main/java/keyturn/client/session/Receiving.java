package keyturn.client.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import keyturn.client.LinkLoss;
import keyturn.client.Trouble;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultMessage.Status;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.protocol.MalformedMessageException;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.message.ClientMessage.Acknowledge;
import keyturn.protocol.message.ServerMessage.Deliver;
import keyturn.protocol.supervised.Content;
import keyturn.protocol.supervised.EpochKey;
import keyturn.protocol.supervised.EpochLife;
import keyturn.protocol.supervised.PayloadCipher;

/**
 * Messages of others, and of this account's other devices: opened, written to the vault, shown, and
 * only then acknowledged. Each sequence is taken once.
 */
final class Receiving {
  private static final System.Logger LOG = System.getLogger(Receiving.class.getName());
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMillis(150);
  private static final Duration ALONG_AFTER = Duration.ofMillis(25);
  private static final Duration GAP_PATIENCE = Duration.ofSeconds(5);
  private static final int ACKNOWLEDGE_AT_ONCE = 50;
  private static final int MAX_BATCH = 200;

  private final Desk desk;
  private final List<VaultMessage> arrived = new ArrayList<>();
  private final Map<ConversationId, Integer> unacknowledged = new HashMap<>();

  /** Messages whose key was missing, and whose delivery has been asked for again. */
  private final Set<List<Long>> askedAgain = new LinkedHashSet<>();

  private boolean writing;
  private boolean acknowledging;
  private long gatheringSince;

  Receiving(Desk desk) {
    this.desk = desk;
  }

  void onDeliver(Conversation conversation, Deliver message) {
    Optional<EpochKey> key = conversation.keys.opening(message.epoch());
    if (key.isEmpty() && askAgain(conversation, message)) {
      return;
    }
    arrived.add(
        new VaultMessage(
            conversation.id,
            message.id(),
            message.senderDevice(),
            message.sender(),
            key.flatMap(epoch -> open(epoch, message)),
            message.epoch(),
            OptionalLong.of(conversation.numbering.local(message.sequence())),
            message.ageMillis() > EpochLife.LATE_AFTER_MILLIS,
            Instant.ofEpochMilli(message.acceptedAtMillis()),
            Status.STORED));
    write();
  }

  /** On a new connection the server hands over the key again; once is enough to find out. */
  private boolean askAgain(Conversation conversation, Deliver message) {
    if (!askedAgain.add(List.of(conversation.id.value(), message.sequence()))) {
      return false;
    }
    LOG.log(System.Logger.Level.WARNING, "a delivery came without its key");
    desk.reconnect(Duration.ZERO, LinkLoss.KEY_MISSING);
    return true;
  }

  private Optional<String> open(EpochKey epoch, Deliver message) {
    try (PayloadCipher cipher =
        PayloadCipher.of(
            epoch, message.senderDevice(), message.connection(), desk.parts.random())) {
      byte[] content = cipher.open(message.counter(), message.id(), message.sealed());
      return Optional.of(Content.decode(content).text());
    } catch (AuthenticationFailedException | MalformedMessageException e) {
      LOG.log(System.Logger.Level.WARNING, "a message does not open");
      return Optional.empty();
    }
  }

  /** One transaction at a time; what comes meanwhile makes the next. */
  private void write() {
    if (writing || arrived.isEmpty()) {
      return;
    }
    writing = true;
    List<VaultMessage> head = arrived.subList(0, Math.min(MAX_BATCH, arrived.size()));
    List<VaultMessage> batch = List.copyOf(head);
    head.clear();
    desk.withVault(
        vault -> vault.addReceived(batch),
        added -> written(batch, added),
        failure -> {
          writing = false;
          arrived.clear();
          desk.vaultFailed();
        });
  }

  private void written(List<VaultMessage> batch, List<VaultMessage> added) {
    writing = false;
    Set<Conversation> touched = new LinkedHashSet<>();
    Set<Conversation> repeated = new LinkedHashSet<>();
    for (VaultMessage message : batch) {
      desk.conversation(message.conversation())
          .ifPresent(
              conversation -> {
                touched.add(conversation);
                if (!added.contains(message)) {
                  repeated.add(conversation);
                }
                arrived(conversation, message.sequence().orElseThrow());
              });
    }
    for (VaultMessage message : added) {
      desk.conversation(message.conversation()).ifPresent(one -> show(one, message));
    }
    for (Conversation conversation : touched) {
      desk.show(conversation);
      watchGap(conversation);
    }
    if (repeated.isEmpty()) {
      acknowledgeSoon();
    } else {
      acknowledgeWhenSaved(repeated);
    }
    write();
  }

  private void arrived(Conversation conversation, long number) {
    conversation.received.delivered(number);
    conversation.confirmed = Math.max(conversation.confirmed, number);
    unacknowledged.merge(conversation.id, 1, Integer::sum);
  }

  /** A repetition leaves no row, so that only this tells after a crash that it was here. */
  private void acknowledgeWhenSaved(Set<Conversation> repeated) {
    var stored = repeated.stream().map(Conversation::toStore).toList();
    desk.withVault(
        vault -> {
          stored.forEach(vault::saveConversation);
          return stored;
        },
        saved -> acknowledgeSoon());
  }

  private void show(Conversation conversation, VaultMessage message) {
    long sequence = message.sequence().orElseThrow();
    conversation.lastSequence = Math.max(conversation.lastSequence, sequence);
    if (!message.sender().equals(desk.self().user()) && sequence > conversation.readUpTo) {
      conversation.unread++;
    }
    desk.show(conversation, List.of(message));
  }

  /** An own message has its sequence, in the vault too. */
  void own(Conversation conversation, long sequence) {
    conversation.received.own(sequence);
    conversation.confirmed = Math.max(conversation.confirmed, sequence);
    unacknowledged.merge(conversation.id, 1, Integer::sum);
    acknowledgeSoon();
  }

  /** Something is sent anyway: what would go soon goes with it, in the same frame. */
  void acknowledgeAlong() {
    if (acknowledging && desk.parts.loop().nanoTime() - gatheringSince >= ALONG_AFTER.toNanos()) {
      acknowledge();
    }
  }

  void markRead(Conversation conversation, long upTo) {
    long read = Math.min(upTo, conversation.lastSequence);
    if (read <= conversation.readUpTo) {
      return;
    }
    conversation.readUpTo = read;
    var stored = conversation.toStore();
    desk.withVault(
        vault -> {
          vault.saveConversation(stored);
          return vault.unread(stored.id());
        },
        unread -> {
          conversation.unread = unread;
          desk.show(conversation);
          unacknowledged.merge(conversation.id, 1, Integer::sum);
          acknowledgeSoon();
        });
  }

  /** A new connection: what was acknowledged last may not have arrived. */
  void online() {
    for (Conversation conversation : desk.conversations.values()) {
      if (conversation.received.upTo().orElse(0) > 0) {
        unacknowledged.merge(conversation.id, 1, Integer::sum);
      }
    }
    acknowledgeSoon();
    desk.parts.loop().schedule(GAP_PATIENCE, this::settle);
  }

  /** By now every delivery that was due has begun. */
  private void settle() {
    if (desk.isOnline()) {
      desk.conversations.values().forEach(conversation -> conversation.received.settle());
      acknowledgeSoon();
    }
  }

  private void acknowledgeSoon() {
    if (unacknowledged.values().stream().anyMatch(count -> count >= ACKNOWLEDGE_AT_ONCE)) {
      acknowledge();
    } else if (!acknowledging && !unacknowledged.isEmpty()) {
      acknowledging = true;
      gatheringSince = desk.parts.loop().nanoTime();
      desk.parts
          .loop()
          .schedule(
              ACKNOWLEDGE_WITHIN,
              () -> {
                acknowledging = false;
                acknowledge();
              });
    }
  }

  private void acknowledge() {
    if (!desk.isOnline()) {
      return;
    }
    for (ConversationId id : List.copyOf(unacknowledged.keySet())) {
      desk.conversation(id)
          .filter(conversation -> conversation.received.upTo().orElse(0) > 0)
          .ifPresent(
              conversation -> {
                desk.send(acknowledgement(conversation));
                unacknowledged.remove(id);
              });
    }
  }

  private static Acknowledge acknowledgement(Conversation conversation) {
    long delivered = Math.min(conversation.received.upTo().orElseThrow(), conversation.confirmed);
    long read = Math.min(conversation.readUpTo, delivered);
    return new Acknowledge(
        conversation.id,
        conversation.numbering.server(delivered),
        conversation.numbering.server(read));
  }

  /**
   * A sequence is missing below one that came. It may be an own message whose confirmation is on
   * its way; else the server is asked again, by a new connection; else it is gone for good.
   */
  private void watchGap(Conversation conversation) {
    if (conversation.gapWatched || conversation.received.gap().isEmpty()) {
      return;
    }
    conversation.gapWatched = true;
    long missing = conversation.received.gap().getAsLong();
    desk.parts
        .loop()
        .schedule(
            GAP_PATIENCE,
            () -> {
              conversation.gapWatched = false;
              gapStays(conversation, missing);
            });
  }

  private void gapStays(Conversation conversation, long missing) {
    OptionalLong now = conversation.received.gap();
    if (!desk.isOnline() || now.isEmpty()) {
      return;
    }
    if (now.getAsLong() != missing || conversation.lane.hasUnanswered()) {
      watchGap(conversation);
    } else if (conversation.askedAgainFor != missing) {
      conversation.askedAgainFor = missing;
      desk.reconnect(Duration.ZERO, LinkLoss.MESSAGES_MISSING);
    } else {
      conversation.received.giveUpGap();
      desk.save(conversation);
      desk.emit(Trouble.MESSAGES_MISSING.problem(conversation.id));
      unacknowledged.merge(conversation.id, 1, Integer::sum);
      acknowledgeSoon();
      watchGap(conversation);
    }
  }
}
