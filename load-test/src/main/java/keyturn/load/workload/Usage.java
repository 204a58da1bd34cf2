package keyturn.load.workload;

import java.time.Duration;
import java.util.Optional;
import keyturn.load.client.LoadLoop;
import keyturn.load.measure.ProcessUse;
import keyturn.load.target.Target;

/**
 * What was used over a while: processor time of server, database and this program, and frames of
 * all WebSockets in both directions.
 */
record Usage(Optional<Duration> server, Optional<Duration> database, Duration load, long frames) {

  /** So far. */
  static Usage of(Target target, LoadLoop loop) {
    return new Usage(
        target.server().map(ProcessUse::processorTime),
        target.database().map(ProcessUse::processorTime),
        new ProcessUse(ProcessHandle.current().pid()).processorTime(),
        loop.frames());
  }

  Usage since(Usage before) {
    return new Usage(
        minus(server, before.server),
        minus(database, before.database),
        load.minus(before.load),
        frames - before.frames);
  }

  private static Optional<Duration> minus(Optional<Duration> now, Optional<Duration> before) {
    return now.flatMap(later -> before.map(later::minus));
  }
}
