package keyturn.mls.group;

import java.security.SecureRandom;
import java.time.Clock;
import keyturn.mls.Limits;

/** What a group needs of its application; one may serve many groups in many threads. */
public record Environment(
    SecureRandom random, Clock clock, Limits limits, Policy policy, PreSharedKeys preSharedKeys) {}
