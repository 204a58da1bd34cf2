package keyturn.server;

import java.security.SecureRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * What everything runs with.
 *
 * @param work threads that may wait for the database
 * @param timer for what is short and does not wait
 * @param nanoTime a monotonic clock
 */
public record Workshop(
    StoreWork work,
    ScheduledExecutorService timer,
    ThreadFactory threads,
    SecureRandom random,
    LongSupplier nanoTime) {}
