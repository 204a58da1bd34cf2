package keyturn.server.websocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;
import keyturn.protocol.codec.MessageCodec;
import keyturn.protocol.message.ServerMessage;
import org.jspecify.annotations.Nullable;

/**
 * The one who writes on a connection (docs/decisions/, one outbound actor): bounded, one frame in
 * flight, messages sealed when their record is written, a close behind what is being sent. The
 * container's own queue has no bound and its send no time limit, so neither is used.
 *
 * <p>Thread-safe; sealing happens in the connection's lane.
 */
final class OutboundQueue {
  private enum State {
    OPEN,
    /** Sends what waits, then closes. */
    FINISHING,
    /** Closes as soon as the frame in flight is out. */
    ABORTING,
    CLOSED
  }

  /** Whether a message may wait for others. */
  private enum Urgency {
    NOW,
    IN_COMPANY
  }

  /** A message that waits, made when its record is. */
  private record Entry(Urgency urgency, int estimatedBytes, Supplier<byte[]> encoded) {}

  /** So many make a frame of their own. */
  private static final int COMPANY = 16;

  private final Transport transport;
  private final Lane lane;
  private final Executor drainedThreads;
  private final ConnectionLimits limits;
  private final LongSupplier nanoTime;
  private final Consumer<Runnable> gathering;
  private final Consumer<CloseCode> onClosed;

  private final Deque<Bytes> handshakeFrames = new ArrayDeque<>();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final List<Runnable> onDrained = new ArrayList<>();
  private long waitingBytes;
  private int urgent;
  private boolean gathers;
  private boolean gathered;
  private State state = State.OPEN;
  private CloseCode closeCode = CloseCode.GOING_AWAY;
  private boolean inFlight;
  private long busySince;
  private @Nullable RecordWriter tunnel;

  /**
   * @param lane where this queue seals; it must not run anything that waits
   * @param drainedThreads runs what {@link #whenDrained} was given
   * @param gathering runs a moment later what it is given
   * @param onClosed is told when this queue has closed the transport: the container may forget to
   */
  OutboundQueue(
      Transport transport,
      Lane lane,
      Executor drainedThreads,
      ConnectionLimits limits,
      LongSupplier nanoTime,
      Consumer<Runnable> gathering,
      Consumer<CloseCode> onClosed) {
    this.transport = transport;
    this.lane = lane;
    this.drainedThreads = drainedThreads;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.gathering = gathering;
    this.onClosed = onClosed;
  }

  /** Queues frames of the handshake, which go out as they are. */
  void sendHandshake(List<Bytes> frames) {
    synchronized (this) {
      if (state != State.OPEN) {
        return;
      }
      handshakeFrames.addAll(frames);
    }
    wake();
  }

  /** From now on messages can be sealed. */
  void establish(RecordWriter established) {
    synchronized (this) {
      tunnel = established;
    }
    wake();
  }

  /** Something changed for the tunnel: a control record is due, or a wait is over. */
  void wake() {
    lane.run(this::write);
  }

  void push(ServerMessage message) {
    byte[] encoded = MessageCodec.encode(message);
    push(new Entry(Urgency.NOW, encoded.length, () -> encoded));
  }

  /** As {@link keyturn.server.session.Session#pushInCompany}. */
  void pushInCompany(ServerMessage message) {
    byte[] encoded = MessageCodec.encode(message);
    push(new Entry(Urgency.IN_COMPANY, encoded.length, () -> encoded));
  }

  /** As {@link keyturn.server.session.Session#pushLate}. */
  void pushLate(int estimatedBytes, Supplier<ServerMessage> message) {
    push(new Entry(Urgency.NOW, estimatedBytes, () -> MessageCodec.encode(message.get())));
  }

  private void push(Entry entry) {
    boolean gather;
    synchronized (this) {
      if (state != State.OPEN) {
        return;
      }
      waiting.add(entry);
      count(entry, 1);
      if (waiting.size() > limits.mostMessages() || waitingBytes > limits.mostBytes()) {
        end(State.ABORTING, CloseCode.TOO_SLOW);
      }
      gather = state == State.OPEN && !isDue();
      if (gather && gathers) {
        return;
      }
      gathers |= gather;
    }
    if (gather) {
      gathering.accept(this::gathered);
    } else {
      wake();
    }
  }

  private void count(Entry entry, int sign) {
    waitingBytes += (long) sign * entry.estimatedBytes();
    urgent += entry.urgency() == Urgency.NOW ? sign : 0;
  }

  /** Whether what waits is to go now. */
  private boolean isDue() {
    return urgent > 0 || gathered || waiting.size() >= COMPANY || state == State.FINISHING;
  }

  private void gathered() {
    synchronized (this) {
      gathers = false;
      gathered = !waiting.isEmpty();
      if (!gathered) {
        return;
      }
    }
    wake();
  }

  synchronized boolean hasRoom() {
    return state == State.OPEN
        && waiting.size() < limits.roomMessages()
        && waitingBytes < limits.roomBytes();
  }

  /** As {@link keyturn.server.session.Session#whenDrained}. */
  void whenDrained(Runnable action) {
    synchronized (this) {
      if (state != State.OPEN) {
        return;
      }
      if (!waiting.isEmpty()) {
        onDrained.add(action);
        return;
      }
    }
    drainedThreads.execute(action);
  }

  /** Sends what waits, takes nothing more, and closes. */
  void finish(CloseCode code) {
    synchronized (this) {
      if (state == State.OPEN) {
        end(State.FINISHING, code);
      }
    }
    wake();
  }

  /** Drops what waits and closes. */
  void abort(CloseCode code) {
    synchronized (this) {
      if (state == State.OPEN || state == State.FINISHING) {
        end(State.ABORTING, code);
      }
    }
    wake();
  }

  /** The socket is gone already: drops everything. */
  void abandon() {
    synchronized (this) {
      end(State.CLOSED, closeCode);
    }
  }

  /** Closes a peer that does not read; called about once a second. */
  void tick() {
    CloseCode code;
    synchronized (this) {
      long busyNanos = nanoTime.getAsLong() - busySince;
      boolean overdue =
          switch (state) {
            case OPEN -> inFlight && busyNanos > limits.slowReader().toNanos();
            case FINISHING, ABORTING -> busyNanos > limits.closing().toNanos();
            case CLOSED -> false;
          };
      if (!overdue) {
        return;
      }
      code = state == State.OPEN ? CloseCode.TOO_SLOW : closeCode;
      end(State.CLOSED, code);
    }
    close(code);
  }

  private synchronized void end(State next, CloseCode code) {
    state = next;
    closeCode = code;
    busySince = nanoTime.getAsLong();
    if (next != State.FINISHING) {
      handshakeFrames.clear();
      waiting.clear();
      waitingBytes = 0;
      urgent = 0;
    }
    onDrained.clear();
  }

  private void write() {
    if (closeIfDue()) {
      return;
    }
    Optional<Bytes> frame = nextFrame();
    if (frame.isEmpty()) {
      closeIfFinished();
      return;
    }
    synchronized (this) {
      inFlight = true;
      if (state == State.OPEN) {
        busySince = nanoTime.getAsLong();
      }
    }
    transport.send(frame.get(), this::written);
  }

  private void written(Transport.Outcome outcome) {
    boolean more;
    synchronized (this) {
      inFlight = false;
      // Control records are due only after something was received, which wakes by itself.
      more = state != State.OPEN || !handshakeFrames.isEmpty() || isDue();
    }
    if (outcome == Transport.Outcome.FAILED) {
      abort(CloseCode.DEAD_PEER);
    } else if (more) {
      wake();
    }
  }

  private Optional<Bytes> nextFrame() {
    RecordWriter sealing;
    synchronized (this) {
      if (inFlight || state == State.CLOSED) {
        return Optional.empty();
      }
      Bytes handshake = handshakeFrames.poll();
      if (handshake != null) {
        return Optional.of(handshake);
      }
      sealing = tunnel;
    }
    if (sealing == null) {
      return Optional.empty();
    }
    Optional<byte[]> control = sealing.nextControl();
    if (control.isPresent() || sealing.mustWait()) {
      return control.map(Bytes::of);
    }
    List<byte[]> messages = takeRecord(sealing);
    return messages.isEmpty() ? Optional.empty() : Optional.of(Bytes.of(sealing.seal(messages)));
  }

  /** As many messages as one record holds, in order. */
  private List<byte[]> takeRecord(RecordWriter sealing) {
    List<byte[]> messages = new ArrayList<>();
    synchronized (this) {
      if (!isDue()) {
        return messages;
      }
    }
    for (Entry next = poll(); next != null; next = poll()) {
      messages.add(next.encoded().get());
      if (messages.size() > 1 && !sealing.fits(messages)) {
        messages.remove(messages.size() - 1);
        putBack(next);
        break;
      }
    }
    return messages;
  }

  private @Nullable Entry poll() {
    List<Runnable> drained = List.of();
    Entry entry;
    synchronized (this) {
      entry = waiting.poll();
      if (entry != null) {
        count(entry, -1);
      }
      gathered &= !waiting.isEmpty();
      if (waiting.isEmpty() && !onDrained.isEmpty()) {
        drained = List.copyOf(onDrained);
        onDrained.clear();
      }
    }
    drained.forEach(drainedThreads::execute);
    return entry;
  }

  private synchronized void putBack(Entry entry) {
    if (state == State.OPEN || state == State.FINISHING) {
      waiting.addFirst(entry);
      count(entry, 1);
    }
  }

  private boolean closeIfDue() {
    synchronized (this) {
      if (state != State.ABORTING || inFlight) {
        return false;
      }
    }
    closeNow();
    return true;
  }

  private void closeIfFinished() {
    synchronized (this) {
      boolean allOut = !inFlight && (waiting.isEmpty() || tunnel == null);
      if (state != State.FINISHING || !allOut) {
        return;
      }
    }
    closeNow();
  }

  private void closeNow() {
    CloseCode code;
    synchronized (this) {
      code = closeCode;
      end(State.CLOSED, code);
    }
    close(code);
  }

  private void close(CloseCode code) {
    transport.close(code);
    onClosed.accept(code);
  }
}
