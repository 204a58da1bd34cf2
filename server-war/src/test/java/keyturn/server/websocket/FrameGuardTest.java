package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.core.extension.ExtendedExtension.ExtensionContext;
import org.glassfish.tyrus.core.frame.Frame;
import org.junit.jupiter.api.Test;

/** Frames of Tyrus' own making. */
class FrameGuardTest {
  private static final int CONTINUATION = 0x0;
  private static final int BINARY = 0x2;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;

  private final Map<String, Object> properties = new HashMap<>();
  private final ExtensionContext context = () -> properties;
  private long now;
  private final FrameGuard guard = new FrameGuard(() -> now);

  private static Frame frame(int opcode, boolean last, int size) {
    return Frame.builder()
        .fin(last)
        .opcode((byte) opcode)
        .payloadLength(size)
        .payloadData(new byte[size])
        .build();
  }

  private void passes(Frame frame) {
    assertSame(frame, guard.processIncoming(context, frame));
  }

  private void isKeptBack(Frame frame) {
    Frame instead = guard.processIncoming(context, frame);
    assertNotSame(frame, instead);
    assertEquals(PONG, instead.getOpcode());
    assertEquals(0, instead.getPayloadLength());
  }

  @Test
  void aClientThatPingsNowAndThenIsNeverRefused() {
    for (int i = 0; i < 10_000; i++) {
      now += FrameGuard.NANOS_FOR_A_PING;
      passes(frame(PING, true, 4));
    }
  }

  @Test
  void afterTooManyPingsNothingReachesTheContainer() {
    for (int i = 0; i < FrameGuard.PINGS_AT_ONCE; i++) {
      passes(frame(PING, true, 125));
    }
    isKeptBack(frame(PING, true, 125));
    isKeptBack(frame(BINARY, true, 8));
    now += 1_000 * FrameGuard.NANOS_FOR_A_PING;
    isKeptBack(frame(PING, true, 125));
  }

  @Test
  void fragmentsAreCountedForEachMessage() {
    for (int message = 0; message < 3; message++) {
      passes(frame(BINARY, false, 0));
      for (int i = 2; i < FrameGuard.MAX_FRAGMENTS; i++) {
        passes(frame(CONTINUATION, false, 0));
        passes(frame(PONG, true, 0));
      }
      passes(frame(CONTINUATION, true, 0));
    }
  }

  @Test
  void tooManyFragmentsOfOneMessageAreKeptBack() {
    passes(frame(BINARY, false, 0));
    for (int i = 1; i < FrameGuard.MAX_FRAGMENTS; i++) {
      passes(frame(CONTINUATION, false, 0));
    }
    isKeptBack(frame(CONTINUATION, false, 0));
    isKeptBack(frame(CONTINUATION, true, 0));
  }

  @Test
  void whatTheServerSendsIsLeftAlone() {
    Frame out = frame(BINARY, true, 100);
    assertSame(out, guard.processOutgoing(context, out));
    assertEquals(List.of(), guard.getParameters());
  }
}
