package keyturn.client.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keyturn.client.ConversationView;
import keyturn.client.DeliveryState;
import keyturn.client.StoredMessage;
import keyturn.client.outbox.Lane;
import keyturn.client.vault.Numbering;
import keyturn.client.vault.VaultConversation;
import keyturn.client.vault.VaultMessage;
import keyturn.client.vault.VaultReceipt;
import keyturn.crypto.CipherSuite;
import keyturn.protocol.id.ConversationId;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.MessageId;
import keyturn.protocol.id.UserId;
import keyturn.protocol.message.ServerMessage;
import keyturn.protocol.message.ServerMessage.ConversationState;
import keyturn.protocol.supervised.PayloadCipher;

/** One conversation of a session: what the vault knows of it, its keys, and what is under way. */
final class Conversation {
  /** The cipher that seals on this connection in one epoch. */
  record Sealer(long epoch, PayloadCipher cipher) {}

  final ConversationId id;
  final Lane lane = new Lane();
  final EpochKeys keys = new EpochKeys();
  final Received received;
  final Map<DeviceId, VaultReceipt> receipts = new HashMap<>();

  /** Own messages that may have reached the server without our knowing. */
  final Set<MessageId> attempted = new HashSet<>();

  /** How often the server would not open a message. */
  final Map<MessageId, Integer> notOpened = new HashMap<>();

  Numbering numbering = Numbering.PLAIN;

  /** The highest number that this connection has shown to be the server's too. */
  long confirmed;

  UserId withUser;
  String with;
  ConversationState state;
  CipherSuite suite;
  long readUpTo;
  long lastSequence;
  int unread;

  /** The newest epoch that has been shown. */
  long shownEpoch;

  Optional<Sealer> sealer = Optional.empty();
  long counter;
  boolean keyAsked;
  boolean refusalSeen;
  boolean holding;
  int refusals;

  /** The gap for which the server has been asked again, by reconnecting. */
  long askedAgainFor;

  boolean gapWatched;

  /** It began while we were watching: nobody was given anything before. */
  boolean begunHere;

  /** The server hands over no key for now: why has been told. */
  boolean keyRefused;

  Conversation(VaultConversation stored, Set<Long> above) {
    id = stored.id();
    received = new Received(stored.delivered(), above);
    withUser = stored.withUser();
    with = stored.with();
    state = stored.state();
    suite = stored.suite();
    readUpTo = stored.read();
    lastSequence = stored.lastSequence();
  }

  void update(ServerMessage.Conversation message, ServerMessage.Member other) {
    withUser = other.user();
    with = other.name();
    state = message.state();
    suite = message.suite();
    lastSequence = Math.max(lastSequence, numbering.local(message.lastSequence()));
  }

  /**
   * Forgets what was only heard of beyond the newest message here: the server says it again. If it
   * came back from an older backup, it will give out those numbers for something else.
   */
  void forgetBeyond(long newest) {
    confirmed = newest;
    readUpTo = Math.min(readUpTo, newest);
    lastSequence = Math.min(lastSequence, newest);
    receipts.replaceAll((device, receipt) -> receipt.atMost(newest));
  }

  /** Numbers between the server's ranges are nobody's. */
  void number(Numbering next) {
    numbering = next;
    List<Numbering.Range> ranges = next.ranges();
    for (int i = 1; i < ranges.size(); i++) {
      received.passOver(ranges.get(i).upTo(), ranges.get(i - 1).above());
    }
  }

  /** The highest number of an own message that a device of the others has. */
  long deliveredUpTo(UserId self) {
    return receipts.values().stream()
        .filter(receipt -> !receipt.user().equals(self))
        .mapToLong(VaultReceipt::delivered)
        .max()
        .orElse(0);
  }

  /** What ends with a connection: numbers, counters, the sealing key. */
  void disconnected() {
    lane.disconnected();
    keys.close();
    closeSealer();
    counter = 0;
    keyAsked = false;
    keyRefused = false;
    refusalSeen = false;
    shownEpoch = 0;
  }

  void closeSealer() {
    sealer.ifPresent(open -> open.cipher().close());
    sealer = Optional.empty();
  }

  VaultConversation toStore() {
    return new VaultConversation(
        id, withUser, with, state, suite, received.upTo(), readUpTo, lastSequence);
  }

  ConversationView view() {
    return new ConversationView(
        id, withUser, with, state, suite, unread, lastSequence, lane.size());
  }

  StoredMessage show(VaultMessage message, Self self) {
    boolean mine = message.sender().equals(self.user());
    int devices = 0;
    int delivered = 0;
    boolean read = false;
    long sequence = message.sequence().orElse(Long.MAX_VALUE);
    for (VaultReceipt receipt : receipts.values()) {
      if (!receipt.user().equals(self.user())) {
        devices += receipt.counts(sequence) ? 1 : 0;
        delivered += receipt.hasDelivered(sequence) ? 1 : 0;
        read |= receipt.hasRead(sequence);
      }
    }
    DeliveryState shown =
        switch (message.status()) {
          case WAITING -> DeliveryState.WAITING;
          case REFUSED -> DeliveryState.NOT_DELIVERED;
          case STORED -> {
            if (mine ? read : sequence <= readUpTo) {
              yield DeliveryState.READ;
            }
            yield mine && delivered > 0 ? DeliveryState.DELIVERED : DeliveryState.STORED;
          }
        };
    Instant at = message.at();
    return new StoredMessage(
        id,
        message.id(),
        message.senderDevice(),
        mine ? self.name() : with,
        mine,
        message.text(),
        message.epoch(),
        message.sequence(),
        message.late(),
        at,
        shown,
        mine ? delivered : 0,
        mine ? devices : 0);
  }
}
