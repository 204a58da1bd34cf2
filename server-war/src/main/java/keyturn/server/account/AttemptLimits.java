package keyturn.server.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;

/**
 * How often somebody may try. Only wrong passwords count in the end: a success gives back what it
 * took. Thread-safe, in memory, bounded; each node counts for itself.
 *
 * <p>Nobody can lock another out: attempts are counted per account <em>and</em> address, a device
 * of the account has a count of its own at each address, and resume tokens are not counted at all.
 * A device's number is no secret, so somebody behind the same address could use up that count as
 * well; that slows a password sign-in there to one attempt each {@link #ACCOUNT_REFILL}, and stops
 * neither the devices that hold a token nor any other address.
 */
public final class AttemptLimits {
  static final Duration ACCOUNT_REFILL = Duration.ofSeconds(30);
  static final Duration ADDRESS_REFILL = Duration.ofSeconds(2);
  static final Duration REGISTRATION_REFILL = Duration.ofMinutes(1);
  static final int DEVICE_REQUESTS = 30;
  static final Duration DEVICE_REQUEST_REFILL = Duration.ofSeconds(2);
  private static final int MAX_KEYS = 50_000;

  private final TokenBuckets<AccountAttempt> accounts;
  private final TokenBuckets<ClientAddress> addresses;
  private final TokenBuckets<ClientAddress> registrations;
  private final TokenBuckets<UserId> deviceRequests;

  /**
   * One count.
   *
   * @param account the name's key, or a device's number in another count
   * @param knownDevice the device named, if it is one of the account
   */
  record AccountAttempt(ClientAddress from, String account, Optional<DeviceId> knownDevice) {}

  public AttemptLimits(AccountSettings settings, Clock clock) {
    accounts = new TokenBuckets<>(settings.attemptsPerAccount(), ACCOUNT_REFILL, MAX_KEYS, clock);
    addresses = new TokenBuckets<>(settings.attemptsPerAddress(), ADDRESS_REFILL, MAX_KEYS, clock);
    registrations =
        new TokenBuckets<>(
            settings.registrationsPerAddress(), REGISTRATION_REFILL, MAX_KEYS, clock);
    deviceRequests = new TokenBuckets<>(DEVICE_REQUESTS, DEVICE_REQUEST_REFILL, MAX_KEYS, clock);
  }

  Optional<Duration> take(ClientAddress from) {
    return addresses.take(from);
  }

  Optional<Duration> take(AccountAttempt attempt) {
    return accounts.take(attempt);
  }

  Optional<Duration> takeRegistration(ClientAddress from) {
    return registrations.take(from);
  }

  Optional<Duration> takeDeviceRequest(UserId user) {
    return deviceRequests.take(user);
  }

  /** What {@link #take(ClientAddress)} took. */
  void giveBack(ClientAddress from) {
    addresses.giveBack(from);
  }

  /** The password was right. */
  void giveBack(AccountAttempt attempt) {
    accounts.giveBack(attempt);
    addresses.giveBack(attempt.from());
  }
}
