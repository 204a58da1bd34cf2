package keyturn.load.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two people whom a fault must not concern, and what the server's process holds before and after
 * it; nobody and nothing where a fault concerns everybody. One thread.
 */
final class Bystanders implements AutoCloseable {
  private static final int PAUSE_MILLIS = 100;

  private final Laboratory laboratory;
  private final History history;
  private final Optional<Pair> pair;
  private Map<String, Long> before = Map.of();

  private Bystanders(Laboratory laboratory, History history, Optional<Pair> pair) {
    this.laboratory = laboratory;
    this.history = history;
    this.pair = pair;
  }

  static Bystanders of(Laboratory laboratory, List<Fault> faults, String suffix, History history)
      throws SQLException, InterruptedException {
    return new Bystanders(
        laboratory,
        history,
        faults.stream().allMatch(Fault::hasBystanders)
            ? Optional.of(Pair.direct(laboratory, suffix, history))
            : Optional.empty());
  }

  /** Before the first fault, with everybody signed in. */
  void begin() throws IOException, InterruptedException {
    if (pair.isPresent()) {
      if (ServerUse.canBeSeen()) {
        before = laboratory.use().now();
      }
      pair.get().write(PAUSE_MILLIS);
    }
  }

  void fallSilent() {
    pair.ifPresent(Pair::fallSilent);
  }

  /** After the last fault and the healing: waits so long until the server is as before. */
  void end(long millis) throws IOException, SQLException, InterruptedException {
    if (pair.isPresent()) {
      if (!before.isEmpty()) {
        Map<String, Long> after = laboratory.use().settled(before, millis);
        before.forEach(
            (name, value) ->
                history.add(new Event.Resource(name, value, after.getOrDefault(name, 0L))));
      }
      pair.get().noteAll(laboratory);
    }
  }

  @Override
  public void close() {
    pair.ifPresent(Pair::close);
  }
}
