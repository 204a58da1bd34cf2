package keyturn.client.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import keyturn.crypto.Bytes;
import keyturn.protocol.tunnel.Tunnel;

/**
 * Writes what a connection has to say: one frame in flight, refreshes first, and messages sealed
 * only when they are written, as many in a record as fit. On the client loop.
 */
final class Outbound {
  /** Sealing ahead of the network would only make keys older. */
  static final int ROOM = 32;

  private final Transport transport;
  private final BiConsumer<Outbound, Throwable> onFailure;
  private final Runnable onRoom;
  private final ClientLoop loop;
  private final Deque<byte[]> frames = new ArrayDeque<>();
  private final Deque<byte[]> messages = new ArrayDeque<>();
  private Optional<Tunnel> tunnel = Optional.empty();
  private boolean inFlight;
  private boolean gathering;

  Outbound(
      ClientLoop loop,
      Transport transport,
      Runnable onRoom,
      BiConsumer<Outbound, Throwable> onFailure) {
    this.loop = loop;
    this.transport = transport;
    this.onRoom = onRoom;
    this.onFailure = onFailure;
  }

  /** Handshake messages, which go as they are. */
  void raw(List<Bytes> toSend) {
    toSend.forEach(message -> frames.add(message.toArray()));
    pump();
  }

  void established(Tunnel opened) {
    tunnel = Optional.of(opened);
    pump();
  }

  void message(byte[] encoded) {
    messages.add(encoded);
    if (!gathering) {
      gathering = true;
      loop.execute(this::gathered);
    }
  }

  /** All that was said in one go is one record: the platform pays for each frame. */
  private void gathered() {
    gathering = false;
    pump();
  }

  boolean hasRoom() {
    return messages.size() < ROOM;
  }

  /** Writes the next frame, if none is on its way; also called after each record received. */
  void pump() {
    if (inFlight) {
      return;
    }
    Optional<byte[]> next = next();
    if (next.isEmpty()) {
      return;
    }
    inFlight = true;
    var unused =
        transport
            .send(next.get())
            .whenComplete((done, failure) -> loop.execute(() -> written(failure)));
  }

  private void written(Throwable failure) {
    inFlight = false;
    if (failure != null) {
      onFailure.accept(this, failure);
      return;
    }
    pump();
    if (hasRoom()) {
      onRoom.run();
    }
  }

  private Optional<byte[]> next() {
    byte[] frame = frames.poll();
    if (frame != null) {
      return Optional.of(frame);
    }
    if (tunnel.isEmpty() || tunnel.get().isClosed()) {
      return Optional.empty();
    }
    Optional<byte[]> control = tunnel.get().nextControl();
    if (control.isPresent() || messages.isEmpty() || tunnel.get().mustWaitForRefresh()) {
      return control;
    }
    List<byte[]> batch = new ArrayList<>(messages);
    int count = tunnel.get().fitting(batch);
    for (int i = 0; i < count; i++) {
      messages.remove();
    }
    return Optional.of(tunnel.get().seal(batch.subList(0, count)));
  }
}
