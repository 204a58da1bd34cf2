package keyturn.client.vault;

import java.nio.file.Path;

/** Another program, or another part of this one, has the vault open. */
public final class VaultInUseException extends VaultException {
  private static final long serialVersionUID = 1L;

  public VaultInUseException(Path folder) {
    super("the vault in " + folder + " is open in another Keyturn program");
  }
}
