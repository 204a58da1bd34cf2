package keyturn.load.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import keyturn.load.target.Target;
import keyturn.load.workload.Pair.Side;
import org.HdrHistogram.Histogram;

/** W2: in every pair one message at a time goes to the other side and back. */
final class PingPong {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

  private final Conversations conversations;
  private final Target target;
  private final Histogram latency = Conversations.histogram();
  private final List<Ledger> ledgers = new ArrayList<>();
  private long endNanos;
  private long measuredFrom;

  PingPong(Conversations conversations, Target target) {
    this.conversations = conversations;
    this.target = target;
  }

  /** Of the outcome, {@code rate} counts round trips a second; a message is half of one. */
  Outcome run(Duration warmUp, Duration measured) throws InterruptedException {
    long acceptedBefore = accepted();
    CompletableFuture<Usage> begun = new CompletableFuture<>();
    CompletableFuture<Usage> ended = new CompletableFuture<>();
    conversations.loop().execute(() -> begin(warmUp, measured));
    conversations
        .loop()
        .schedule(warmUp, () -> begun.complete(Usage.of(target, conversations.loop())));
    conversations
        .loop()
        .schedule(
            warmUp.plus(measured), () -> ended.complete(Usage.of(target, conversations.loop())));
    Usage usage = Conversations.await(ended).since(Conversations.await(begun));
    Quiet.await(
        conversations.loop(),
        LAST_ANSWERS,
        () -> sent() == heard() && accepted() - acceptedBefore >= sent());
    double roundTrips = latency.getTotalCount() / seconds(measured);
    return new Outcome(
        roundTrips,
        sent(),
        accepted() - acceptedBefore,
        heard(),
        ledgers.stream().mapToLong(Ledger::outOfPlace).sum(),
        latency,
        measured,
        usage,
        2 * latency.getTotalCount());
  }

  private void begin(Duration warmUp, Duration measured) {
    long now = System.nanoTime();
    measuredFrom = now + warmUp.toNanos();
    endNanos = measuredFrom + measured.toNanos();
    for (Pair pair : conversations.pairs()) {
      Ledger ledger = new Ledger();
      ledgers.add(ledger);
      pair.listen((at, payload) -> heard(pair, ledger, at, payload));
      pair.send(Side.A, new Payload(ledger.next(Side.A), now));
    }
  }

  private void heard(Pair pair, Ledger ledger, Side at, Payload payload) {
    ledger.heard(at, payload);
    if (at == Side.B) {
      pair.send(Side.B, new Payload(ledger.next(Side.B), payload.intendedNanos()));
      return;
    }
    long now = System.nanoTime();
    if (now >= measuredFrom && now < endNanos) {
      latency.recordValue(
          Math.min(
              Conversations.MAX_MICROS,
              TimeUnit.NANOSECONDS.toMicros(now - payload.intendedNanos())));
    }
    if (now < endNanos) {
      pair.send(Side.A, new Payload(ledger.next(Side.A), now));
    }
  }

  private long sent() {
    return ledgers.stream().mapToLong(Ledger::sent).sum();
  }

  private long heard() {
    return ledgers.stream().mapToLong(Ledger::heard).sum();
  }

  private long accepted() {
    return conversations.pairs().stream().mapToLong(Pair::accepted).sum();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
