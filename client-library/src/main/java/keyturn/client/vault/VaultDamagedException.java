package keyturn.client.vault;

import java.nio.file.Path;

/** The key fits and the vault still cannot be read. Nothing has been changed or deleted. */
public final class VaultDamagedException extends VaultException {
  private static final long serialVersionUID = 1L;

  public VaultDamagedException(Path folder, String what) {
    super("the vault in " + folder + " is damaged: " + what);
  }
}
