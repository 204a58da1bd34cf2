package keyturn.mls.interop;

import java.util.concurrent.ThreadLocalRandom;
import keyturn.mls.suite.Suite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random scenarios with Bouncy Castle's bcmls 1.84. Larger ones: {@code -Dmls.interop.scenarios=100
 * -Dmls.interop.members=50 -Dmls.interop.steps=200}; the same ones again: {@code
 * -Dmls.interop.seed=N}.
 */
class BouncyCastleInteropTest {
  @ParameterizedTest
  @EnumSource(value = Suite.class, names = "X_WING.*", mode = EnumSource.Mode.MATCH_NONE)
  void bothImplementationsShareAGroup(Suite suite) throws Exception {
    long seed = Long.getLong("mls.interop.seed", ThreadLocalRandom.current().nextLong());
    int members = Integer.getInteger("mls.interop.members", 10);
    int steps = Integer.getInteger("mls.interop.steps", 30);
    int scenarios = Integer.getInteger("mls.interop.scenarios", 1);
    for (int i = 0; i < scenarios; i++) {
      System.out.printf(
          "[mls interop] %s, seed %d, up to %d members, %d steps%n",
          suite, seed + i, members, steps);
      var done = new Scenario(suite, seed + i, members).run(steps);
      System.out.printf("[mls interop] %s, seed %d: agreed; %s%n", suite, seed + i, done);
    }
  }
}
