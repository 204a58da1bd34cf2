package keyturn.client.vault;

import java.nio.file.Path;

/** A later version of this program wrote the vault; it is left as it is. */
public final class VaultNewerException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultNewerException(Path folder, int schema) {
    super("the vault in " + folder + " has schema " + schema + " of a later version");
  }
}
