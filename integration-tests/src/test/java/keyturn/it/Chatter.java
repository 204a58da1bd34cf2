package keyturn.it;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import keyturn.protocol.id.ConversationId;

/** Somebody who goes on writing, whatever happens to the network. */
final class Chatter implements AutoCloseable {
  private static final int EVERY_MILLIS = 50;

  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger said = new AtomicInteger();
  private final Inbox<Integer> numbers = new Inbox<>();

  private Chatter() {}

  static Chatter of(Person person, ConversationId conversation) {
    Chatter chatter = new Chatter();
    var unused =
        chatter.pace.scheduleAtFixedRate(
            () -> {
              int number = chatter.said.incrementAndGet();
              person.say(conversation, person.name() + " says " + number);
              chatter.numbers.add(number);
            },
            0,
            EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
    return chatter;
  }

  int said() {
    return said.get();
  }

  void awaitSaid(int count) {
    numbers.await(
        count + " messages", all -> all.size() >= count ? Optional.of(count) : Optional.empty());
  }

  /** Writes nothing more. */
  void fallSilent() {
    pace.shutdown();
    try {
      if (!pace.awaitTermination(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("a chatter does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    fallSilent();
  }
}
