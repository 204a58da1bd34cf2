package keyturn.server.websocket;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.protocol.CloseCode;

/** A socket whose frames leave when the test says so. */
final class RecordingTransport implements Transport {
  final List<Bytes> frames = new ArrayList<>();
  final List<CloseCode> closes = new ArrayList<>();
  int pings;
  private Optional<Completion> inFlight = Optional.empty();

  @Override
  public void send(Bytes frame, Completion completion) {
    assertTrue(inFlight.isEmpty(), "a second frame while one is in flight");
    assertTrue(closes.isEmpty(), "a frame after the close");
    frames.add(frame);
    inFlight = Optional.of(completion);
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void close(CloseCode code) {
    closes.add(code);
  }

  boolean busy() {
    return inFlight.isPresent();
  }

  /** The frame in flight leaves, or fails. */
  void complete(Outcome outcome) {
    Completion completion = inFlight.orElseThrow();
    inFlight = Optional.empty();
    completion.done(outcome);
  }
}
