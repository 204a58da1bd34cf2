package keyturn.load.workload;

import static keyturn.load.report.Figures.millis;
import static keyturn.load.report.Figures.ratio;
import static keyturn.load.report.Figures.whole;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import keyturn.load.measure.Pinning;
import keyturn.load.measure.ProcessUse;
import keyturn.load.report.Plot;
import keyturn.load.report.Report;
import keyturn.load.report.Table;
import keyturn.load.target.Target;

/** W2 and W3: the product and the bare relay, in the same run. */
final class Writing {
  private static final double FIRST_RATE = 500;
  private static final double MOST = 60_000;
  private static final double MAX_P99_MILLIS = 100;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Who is measured, and how its pairs come about. */
  record Contender(String name, Starter starter) {}

  /** Whose turn it is: people of their own, so that nothing of the one reaches the other. */
  enum Round {
    WARMING_UP,
    MEASURED
  }

  /** Makes all pairs ready. */
  interface Starter {
    Conversations start(Round round) throws InterruptedException;
  }

  private record Result(
      String name,
      Optional<Outcome> pingPong,
      Optional<RateSearch.Found> search,
      Optional<Outcome> half) {}

  private final Course.Settings settings;
  private final Target target;
  private final Report report;
  private final List<Result> results = new ArrayList<>();
  private boolean whole = true;

  Writing(Course.Settings settings, Target target, Report report) {
    this.settings = settings;
    this.target = target;
    this.report = report;
  }

  boolean run(List<Contender> contenders) throws InterruptedException {
    warmUp(contenders);
    for (Contender contender : contenders) {
      try (Conversations conversations = contender.starter().start(Round.MEASURED)) {
        record();
        results.add(measure(contender.name(), conversations));
        writeRecording(contender.name());
      }
      Thread.sleep(PAUSE.toMillis());
    }
    tellPingPong();
    tellRates();
    return whole;
  }

  /**
   * A server's code is compiled while it runs, for minutes, and on one core that costs more than
   * what is to be measured. So all contenders run for a while first, with both cores for the
   * server.
   */
  private void warmUp(List<Contender> contenders) throws InterruptedException {
    place(Course.SERVER_CORE + "," + Course.LOAD_CORE);
    Duration each = Duration.ofSeconds(quick() ? 15 : 60);
    for (Contender contender : contenders) {
      try (Conversations conversations = contender.starter().start(Round.WARMING_UP)) {
        Outcome outcome = check(new PingPong(conversations, target).run(Duration.ZERO, each));
        report.progress(
            "warming up: %s, %s round trips/s".formatted(contender.name(), whole(outcome.rate())));
      }
    }
    place(Integer.toString(Course.SERVER_CORE));
  }

  private void place(String cores) {
    if (settings.placement() == Course.Placement.PINNED) {
      Stream.of(target.server(), target.database())
          .flatMap(Optional::stream)
          .forEach(process -> Pinning.move(process.pid(), cores));
    }
  }

  private boolean quick() {
    return settings.length() == Course.Length.QUICK;
  }

  private void record() {
    if (settings.recordings().isPresent()) {
      target.server().ifPresent(ProcessUse::record);
    }
  }

  private void writeRecording(String name) {
    settings
        .recordings()
        .ifPresent(
            folder ->
                target
                    .server()
                    .ifPresent(
                        server ->
                            server.writeRecording(
                                folder.resolve(name.replaceAll("[^A-Za-z0-9_]+", "-") + ".jfr"))));
  }

  private Result measure(String name, Conversations conversations) throws InterruptedException {
    Duration warmUp = Duration.ofSeconds(quick() ? 3 : 10);
    Duration measured = Duration.ofSeconds(quick() ? 6 : 20);
    Optional<Outcome> pingPong = Optional.empty();
    if (settings.workloads().contains(Workload.W2)) {
      Conversations half = conversations.first(Math.max(1, settings.pairs() / 2));
      pingPong = Optional.of(check(new PingPong(half, target).run(warmUp, measured)));
    }
    if (!settings.workloads().contains(Workload.W3)) {
      return new Result(name, pingPong, Optional.empty(), Optional.empty());
    }
    RateSearch.Found found =
        new RateSearch(
                new RateSearch.Plan(
                    FIRST_RATE, MOST, settings.step(), quick() ? 2 : 4, MAX_P99_MILLIS))
            .run(conversations, target);
    found.steps().forEach(this::check);
    Optional<Outcome> half = Optional.empty();
    if (found.best().isPresent()) {
      half =
          Optional.of(
              check(
                  new OpenLoop(conversations, target, found.best().get().rate() / 2)
                      .run(settings.step())));
    }
    return new Result(name, pingPong, Optional.of(found), half);
  }

  private Outcome check(Outcome outcome) {
    if (!outcome.isWhole() || outcome.accepted() < outcome.sent()) {
      whole = false;
      report.paragraph(
          "**Not whole: sent %d, accepted %d, arrived %d, twice or out of order %d.**"
              .formatted(
                  outcome.sent(), outcome.accepted(), outcome.heard(), outcome.outOfPlace()));
    }
    return outcome;
  }

  /** To the first contender, if that is the relay. */
  private String relation(Result result, Function<Result, Optional<Outcome>> outcome) {
    return switch (settings.beside()) {
      case RELAY -> Course.ratio(outcome.apply(result), outcome.apply(results.get(0)));
      case NOTHING -> "–";
    };
  }

  private void tellPingPong() {
    if (!settings.workloads().contains(Workload.W2)) {
      return;
    }
    report.heading("W2: ping-pong");
    Table table =
        new Table(
            "%d pairs, 200 bytes".formatted(Math.max(1, settings.pairs() / 2)),
            "round trips/s",
            "to the relay",
            "p50 ms",
            "p99 ms",
            "frames/message",
            "server µs/message",
            "database µs/message",
            "load µs/message");
    for (Result result : results) {
      result
          .pingPong()
          .ifPresent(
              outcome ->
                  table.row(
                      result.name(),
                      whole(outcome.rate()),
                      relation(result, Result::pingPong),
                      millis(outcome.millis(50)),
                      millis(outcome.millis(99)),
                      ratio(outcome.framesPerMessage()),
                      whole(outcome.serverMicros()),
                      whole(outcome.databaseMicros()),
                      whole(outcome.loadMicros())));
    }
    report.table(table);
  }

  private void tellRates() {
    if (!settings.workloads().contains(Workload.W3)) {
      return;
    }
    report.heading("W3: the highest rate with p99 below 100 ms and every message delivered");
    Table table =
        new Table(
            settings.pairs() + " pairs, 200 bytes",
            "messages/s",
            "to the relay",
            "p50 ms",
            "p99 ms",
            "p99 ms at half",
            "frames/message",
            "server µs/message",
            "database µs/message",
            "load µs/message");
    for (Result result : results) {
      Optional<Outcome> best = result.search().flatMap(RateSearch.Found::best);
      best.ifPresentOrElse(
          outcome ->
              table.row(
                  result.name(),
                  whole(outcome.rate()),
                  relation(result, its -> its.search().flatMap(RateSearch.Found::best)),
                  millis(outcome.millis(50)),
                  millis(outcome.millis(99)),
                  result.half().map(half -> millis(half.millis(99))).orElse("–"),
                  ratio(outcome.framesPerMessage()),
                  whole(outcome.serverMicros()),
                  whole(outcome.databaseMicros()),
                  whole(outcome.loadMicros())),
          () -> table.row(result.name(), "none held", "–", "–", "–", "–", "–", "–", "–", "–"));
    }
    report.table(table);
    Plot plot = new Plot("W3: latency at rising rates");
    for (Result result : results) {
      result
          .search()
          .ifPresent(
              found ->
                  plot.add(
                      result.name(),
                      found.steps().stream()
                          .map(step -> new Plot.Point(step.rate(), step.millis(99)))
                          .toList()));
    }
    report.plot(plot);
    report.paragraph("All rates tried:");
    Table steps = new Table("", "messages/s", "p50 ms", "p99 ms", "max ms", "server µs/message");
    for (Result result : results) {
      result
          .search()
          .ifPresent(
              found ->
                  found
                      .steps()
                      .forEach(
                          step ->
                              steps.row(
                                  result.name(),
                                  whole(step.rate()),
                                  millis(step.millis(50)),
                                  millis(step.millis(99)),
                                  millis(step.millis(100)),
                                  whole(step.serverMicros()))));
    }
    report.table(steps);
  }
}
