package keyturn.load.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import keyturn.load.target.Target;
import keyturn.load.workload.Pair.Side;
import org.HdrHistogram.Histogram;

/**
 * W3: messages are sent at a fixed rate, whatever becomes of those before; all pairs in turn, both
 * sides in turn. Latency counts from the moment at which a message was to be sent.
 */
final class OpenLoop {
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration LAST_ARRIVALS = Duration.ofSeconds(30);

  private final Conversations conversations;
  private final Target target;
  private final double rate;
  private final Histogram latency = Conversations.histogram();
  private final List<Ledger> ledgers = new ArrayList<>();
  private final CompletableFuture<Usage> ended = new CompletableFuture<>();
  private Usage begun;
  private long startNanos;
  private long total;
  private long next;

  OpenLoop(Conversations conversations, Target target, double rate) {
    this.conversations = conversations;
    this.target = target;
    this.rate = rate;
    this.begun = Usage.of(target, conversations.loop());
  }

  Outcome run(Duration length) throws InterruptedException {
    long acceptedBefore = accepted();
    total = Math.round(rate * length.toNanos() / 1e9);
    conversations.loop().execute(this::begin);
    Usage usage = Conversations.await(ended);
    Quiet.await(
        conversations.loop(),
        LAST_ARRIVALS,
        () -> heard() == total && accepted() - acceptedBefore >= total);
    return new Outcome(
        rate,
        total,
        accepted() - acceptedBefore,
        heard(),
        ledgers.stream().mapToLong(Ledger::outOfPlace).sum(),
        latency,
        length,
        usage,
        total);
  }

  private void begin() {
    for (Pair pair : conversations.pairs()) {
      Ledger ledger = new Ledger();
      ledgers.add(ledger);
      pair.listen(
          (at, payload) -> {
            ledger.heard(at, payload);
            long micros =
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - payload.intendedNanos());
            latency.recordValue(Math.min(Conversations.MAX_MICROS, Math.max(0, micros)));
          });
    }
    begun = Usage.of(target, conversations.loop());
    startNanos = System.nanoTime();
    tick();
  }

  private void tick() {
    long now = System.nanoTime();
    int pairs = ledgers.size();
    for (long due = due(next); next < total && due <= now; due = due(next)) {
      int number = (int) (next % pairs);
      Side from = next / pairs % 2 == 0 ? Side.A : Side.B;
      conversations
          .pairs()
          .get(number)
          .send(from, new Payload(ledgers.get(number).next(from), due));
      next++;
    }
    if (next < total) {
      conversations.loop().schedule(TICK, this::tick);
    } else {
      ended.complete(Usage.of(target, conversations.loop()).since(begun));
    }
  }

  private long due(long number) {
    return startNanos + Math.round(number * 1e9 / rate);
  }

  private long heard() {
    return ledgers.stream().mapToLong(Ledger::heard).sum();
  }

  private long accepted() {
    return conversations.pairs().stream().mapToLong(Pair::accepted).sum();
  }
}
