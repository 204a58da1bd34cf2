package keyturn.server.account;

import java.security.SecureRandom;
import org.mindrot.jbcrypt.BCrypt;

/** bcrypt (jBCrypt, "$2a$"); cost 12 takes about a quarter of a second. */
public final class Bcrypt implements PasswordHashing {
  public static final int COST = 12;

  private final SecureRandom random;
  private final int cost;

  public Bcrypt(SecureRandom random) {
    this(random, COST);
  }

  /** Tests take a lower cost. */
  Bcrypt(SecureRandom random, int cost) {
    this.random = random;
    this.cost = cost;
  }

  @Override
  public PasswordHash hash(Passphrase passphrase) {
    return new PasswordHash(BCrypt.hashpw(passphrase.text(), BCrypt.gensalt(cost, random)));
  }

  @Override
  public boolean matches(Passphrase passphrase, PasswordHash hash) {
    try {
      return BCrypt.checkpw(passphrase.text(), hash.value());
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException malformed) {
      return false;
    }
  }
}
