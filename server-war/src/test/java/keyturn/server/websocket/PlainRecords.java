package keyturn.server.websocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Records that are not sealed at all, so that a test sees what is in which. */
final class PlainRecords implements RecordWriter {
  static final int MAX_MESSAGES = 10;

  final Deque<byte[]> controls = new ArrayDeque<>();
  final List<List<byte[]>> sealed = new ArrayList<>();
  boolean waiting;

  @Override
  public Optional<byte[]> nextControl() {
    return Optional.ofNullable(controls.poll());
  }

  @Override
  public boolean mustWait() {
    return waiting;
  }

  @Override
  public boolean fits(List<byte[]> messages) {
    return messages.size() <= MAX_MESSAGES;
  }

  @Override
  public byte[] seal(List<byte[]> messages) {
    sealed.add(List.copyOf(messages));
    return new byte[] {(byte) messages.size()};
  }
}
