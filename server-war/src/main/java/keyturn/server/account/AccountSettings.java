package keyturn.server.account;

import keyturn.protocol.message.RegistrationPolicy;

/**
 * The administrator's policy for accounts.
 *
 * @param minPasswordCharacters 8 to 64
 * @param attemptsPerAccount wrong passwords for one account from one address in a row; one more
 *     every 30 s
 * @param attemptsPerAddress wrong passwords from one address in a row; one more every 2 s
 * @param registrationsPerAddress new accounts from one address in a row; one more every minute
 */
public record AccountSettings(
    RegistrationPolicy registration,
    int minPasswordCharacters,
    int attemptsPerAccount,
    int attemptsPerAddress,
    int registrationsPerAddress) {
  public AccountSettings {
    requireRange("keyturn.password.min-length", minPasswordCharacters, 8, 64);
    requireRange("keyturn.limits.attempts-per-account", attemptsPerAccount, 1, 1_000);
    requireRange("keyturn.limits.attempts-per-address", attemptsPerAddress, 1, 100_000);
    requireRange("keyturn.limits.registrations-per-address", registrationsPerAddress, 1, 100_000);
  }

  private static void requireRange(String setting, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, was %d".formatted(setting, min, max, value));
    }
  }
}
