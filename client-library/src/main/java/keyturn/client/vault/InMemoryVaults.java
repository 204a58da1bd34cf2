package keyturn.client.vault;

import keyturn.crypto.SecretBytes;

/** No vault outlives the client. */
public final class InMemoryVaults implements Vaults {
  @Override
  public Unlocking open(String username, char[] password) {
    return new Unlocking.Absent();
  }

  @Override
  public Unlocking openKept(String username, SecretBytes secret) {
    return new Unlocking.Absent();
  }

  @Override
  public boolean rewrap(String username, char[] old, char[] replacement) {
    return false;
  }

  @Override
  public Vault create(String username, char[] password) {
    return new InMemoryVault();
  }
}
