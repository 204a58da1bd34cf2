package keyturn.server.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import keyturn.crypto.Bytes;
import keyturn.protocol.message.Reason;
import keyturn.protocol.message.Token;
import keyturn.server.StoreException;
import keyturn.server.account.SignInResult.Refused;
import keyturn.server.device.DeviceStore;

/**
 * What the use cases around accounts share.
 *
 * @param database threads that may wait for the database; refuses when it has too much to do
 */
public record AccountParts(
    AccountStore accounts,
    DeviceStore devices,
    AccountSettings settings,
    AttemptLimits limits,
    PasswordHashing hashing,
    LoginPool pool,
    Executor database,
    SecureRandom random,
    Clock clock) {
  private static final Logger LOGGER = System.getLogger(AccountParts.class.getName());
  private static final Duration SOON = Duration.ofSeconds(2);

  Instant now() {
    return clock.instant();
  }

  Token freshToken() {
    byte[] bytes = new byte[Token.LENGTH_BYTES];
    random.nextBytes(bytes);
    return new Token(Bytes.of(bytes));
  }

  PasswordPolicy passwordPolicy() {
    return new PasswordPolicy(settings.minPasswordCharacters());
  }

  /** Runs {@code step} where it may wait for the database. Never blocks. */
  void onDatabase(Consumer<? super Refused> refuse, Runnable step) {
    try {
      database.execute(() -> run(refuse, step));
    } catch (RejectedExecutionException full) {
      refuse.accept(new Refused(Reason.BUSY, SOON));
    }
  }

  /** Runs {@code step} where bcrypt may run. Never blocks. */
  void inPool(Consumer<? super Refused> refuse, Runnable step) {
    Optional<Duration> full = pool.submit(() -> run(refuse, step));
    full.ifPresent(wait -> refuse.accept(new Refused(Reason.BUSY, wait)));
  }

  /** {@code then}, called at the first answer only. */
  static <T> Consumer<T> once(Consumer<T> then) {
    AtomicBoolean answered = new AtomicBoolean();
    return answer -> {
      if (!answered.getAndSet(true)) {
        then.accept(answer);
      }
    };
  }

  private static void run(Consumer<? super Refused> refuse, Runnable step) {
    boolean done = false;
    try {
      step.run();
      done = true;
    } catch (StoreException e) {
      // Its message only: what the driver says below may quote a name.
      LOGGER.log(Level.WARNING, "event=sign-in-undone reason={0}", e.getMessage());
    } finally {
      // Also after a bug: nobody is left waiting.
      if (!done) {
        refuse.accept(new Refused(Reason.TRY_AGAIN, SOON));
      }
    }
  }
}
