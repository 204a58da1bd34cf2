package keyturn.load.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keyturn.load.target.Target;

/** The highest rate of W3 that a server holds, found by rising and then halving the gap. */
final class RateSearch {
  private static final double RISE = 1.6;

  /**
   * How a search goes.
   *
   * @param from messages a second, the first rate
   * @param step how long each rate is held
   * @param refinements how often the gap between held and not held is halved
   * @param maxP99Millis a rate is held if every message arrived and p99 is below
   */
  record Plan(double from, double most, Duration step, int refinements, double maxP99Millis) {}

  private final Plan plan;

  RateSearch(Plan plan) {
    this.plan = plan;
  }

  /** All rates tried, in rising order. */
  record Found(List<Outcome> steps, Optional<Outcome> best) {}

  Found run(Conversations conversations, Target target) throws InterruptedException {
    List<Outcome> steps = new ArrayList<>();
    Optional<Outcome> best = Optional.empty();
    double held = 0;
    double notHeld = plan.most() * RISE;
    double rate = plan.from();
    int refined = 0;
    while (rate <= plan.most() && refined <= plan.refinements()) {
      Outcome outcome = new OpenLoop(conversations, target, rate).run(plan.step());
      steps.add(outcome);
      if (holds(outcome)) {
        held = rate;
        best = Optional.of(outcome);
      } else {
        notHeld = rate;
      }
      if (notHeld > plan.most()) {
        rate *= RISE;
      } else {
        refined++;
        rate = held == 0 ? notHeld / RISE : Math.sqrt(held * notHeld);
      }
    }
    steps.sort(Comparator.comparingDouble(Outcome::rate));
    return new Found(steps, best);
  }

  private boolean holds(Outcome outcome) {
    return outcome.isWhole() && outcome.millis(99) < plan.maxP99Millis();
  }
}
