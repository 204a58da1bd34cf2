package keyturn.client.vault;

import keyturn.crypto.SecretBytes;

/** The vaults of all accounts at one server. Blocks: deriving a key takes long on purpose. */
public interface Vaults {
  /** What came of opening. */
  sealed interface Unlocking {
    record Opened(Vault vault) implements Unlocking {}

    record Absent() implements Unlocking {}

    /** There is one, under another password. */
    record OtherPassword() implements Unlocking {}
  }

  /**
   * Opens the newest vault of an account.
   *
   * @param password stays the caller's
   * @throws VaultInUseException if it is open elsewhere
   * @throws VaultDamagedException if it cannot be read although the key fits
   */
  Unlocking open(String username, char[] password);

  /**
   * As {@link #open}, with a secret of the system's keyring ({@link Vault#keep}).
   *
   * @param secret stays the caller's
   */
  Unlocking openKept(String username, SecretBytes secret);

  /**
   * Lets {@code replacement} open the newest vault of an account instead of the password before.
   * Both stay the caller's.
   *
   * @return whether {@code old} opens it; if not, nothing has changed
   * @throws VaultInUseException if it is open elsewhere
   * @throws VaultDamagedException if its keys cannot be read
   */
  boolean rewrap(String username, char[] old, char[] replacement);

  /** Begins an empty vault, beside those that are there. */
  Vault create(String username, char[] password);
}
