package keyturn.client.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import keyturn.client.vault.VaultMessage;
import keyturn.protocol.id.MessageId;

/**
 * The messages that one conversation still has to send, in order. Not thread-safe.
 *
 * <p>Sends of a connection are numbered 1, 2, 3 …; the server answers each. After a refusal it
 * refuses every later number until the refused one comes again, so the lane stops, waits until all
 * that is on its way has been answered, and goes on from the lowest refused number with what is
 * left. Order therefore holds whatever is refused, and no answer can be taken for another's.
 */
public final class Lane {
  /** Sent and not answered; more would only be refused together. */
  static final int MAX_IN_FLIGHT = 32;

  /** A message on its way. */
  public record Sent(VaultMessage message, long number, long epoch) {}

  private final Deque<VaultMessage> waiting = new ArrayDeque<>();
  private final Map<MessageId, Sent> inFlight = new LinkedHashMap<>();
  private final List<Sent> returned = new ArrayList<>();
  private long nextNumber = 1;
  private long lowestRefused = Long.MAX_VALUE;

  /** Adds a message after all others. */
  public void add(VaultMessage message) {
    waiting.add(message);
  }

  /** Adds messages before all others, in this order. */
  public void addFirst(List<VaultMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      waiting.addFirst(messages.get(i));
    }
  }

  /** What to send next, if anything may be sent now. */
  public Optional<VaultMessage> peek() {
    return lowestRefused != Long.MAX_VALUE || inFlight.size() >= MAX_IN_FLIGHT
        ? Optional.empty()
        : Optional.ofNullable(waiting.peek());
  }

  /**
   * Takes what {@link #peek} showed.
   *
   * @param epoch it is sealed under
   * @throws IllegalStateException if there was nothing to send
   */
  public Sent take(long epoch) {
    VaultMessage next =
        peek().orElseThrow(() -> new IllegalStateException("nothing may be sent now"));
    waiting.remove();
    Sent sent = new Sent(next, nextNumber++, epoch);
    inFlight.put(next.id(), sent);
    return sent;
  }

  /** The server has it; empty if it was not on its way. */
  public Optional<Sent> accepted(MessageId id) {
    Optional<Sent> sent = Optional.ofNullable(inFlight.remove(id));
    resumeWhenAnswered();
    return sent;
  }

  /** The server does not have it; it goes again, in its old place. */
  public Optional<Sent> refused(MessageId id) {
    return answered(id)
        .map(
            sent -> {
              returned.add(sent);
              resumeWhenAnswered();
              return sent;
            });
  }

  /** The server does not have it and will not take it; it leaves the lane. */
  public Optional<Sent> failed(MessageId id) {
    Optional<Sent> sent = answered(id);
    resumeWhenAnswered();
    return sent;
  }

  private Optional<Sent> answered(MessageId id) {
    Optional<Sent> sent = Optional.ofNullable(inFlight.remove(id));
    sent.ifPresent(refused -> lowestRefused = Math.min(lowestRefused, refused.number()));
    return sent;
  }

  private void resumeWhenAnswered() {
    if (!inFlight.isEmpty() || lowestRefused == Long.MAX_VALUE) {
      return;
    }
    putBack(returned);
    returned.clear();
    nextNumber = lowestRefused;
    lowestRefused = Long.MAX_VALUE;
  }

  private void putBack(List<Sent> sent) {
    sent.stream()
        .sorted(Comparator.comparingLong(Sent::number).reversed())
        .forEach(back -> waiting.addFirst(back.message()));
  }

  /** The connection is gone: what is not answered has an unknown outcome and goes again. */
  public void disconnected() {
    List<Sent> unanswered = new ArrayList<>(inFlight.values());
    unanswered.addAll(returned);
    inFlight.clear();
    returned.clear();
    putBack(unanswered);
    nextNumber = 1;
    lowestRefused = Long.MAX_VALUE;
  }

  /** Whether the server may have it without our knowing. */
  public boolean isInFlight(MessageId id) {
    return inFlight.containsKey(id);
  }

  public boolean hasUnanswered() {
    return !inFlight.isEmpty();
  }

  /** Takes a message out that is not in flight; false if it is not here. */
  public boolean remove(MessageId id) {
    return waiting.removeIf(message -> message.id().equals(id));
  }

  /** The message with this id, wherever it is. */
  public Optional<VaultMessage> find(MessageId id) {
    Sent sent = inFlight.get(id);
    if (sent != null) {
      return Optional.of(sent.message());
    }
    return Stream.concat(returned.stream().map(Sent::message), waiting.stream())
        .filter(message -> message.id().equals(id))
        .findFirst();
  }

  /** What has not been sent on this connection. */
  public List<VaultMessage> waiting() {
    return List.copyOf(waiting);
  }

  /** How many the server has not confirmed. */
  public int size() {
    return waiting.size() + inFlight.size() + returned.size();
  }
}
