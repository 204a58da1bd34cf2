package keyturn.server.account;

/** Slow by intention: called in {@link LoginPool} only. */
public interface PasswordHashing {
  PasswordHash hash(Passphrase passphrase);

  /** A malformed hash matches nothing. */
  boolean matches(Passphrase passphrase, PasswordHash hash);
}
