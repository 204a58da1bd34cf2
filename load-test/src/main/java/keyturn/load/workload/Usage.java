package keyturn.load.workload;

import java.time.Duration;
import java.util.Optional;
import keyturn.load.measure.ProcessUse;
import keyturn.load.target.Target;

/** Processor time that server, database and this program took over a while. */
record Usage(Optional<Duration> server, Optional<Duration> database, Duration load) {

  /** So far. */
  static Usage of(Target target) {
    return new Usage(
        target.server().map(ProcessUse::processorTime),
        target.database().map(ProcessUse::processorTime),
        new ProcessUse(ProcessHandle.current().pid()).processorTime());
  }

  Usage since(Usage before) {
    return new Usage(
        minus(server, before.server), minus(database, before.database), load.minus(before.load));
  }

  private static Optional<Duration> minus(Optional<Duration> now, Optional<Duration> before) {
    return now.flatMap(later -> before.map(later::minus));
  }
}
