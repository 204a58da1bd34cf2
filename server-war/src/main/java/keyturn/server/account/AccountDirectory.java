package keyturn.server.account;

import java.util.List;
import keyturn.protocol.id.UserId;

/** Who there is. */
public final class AccountDirectory {
  /** An account as others see it. */
  public record Person(UserId user, String name) {}

  private final AccountStore accounts;

  public AccountDirectory(AccountStore accounts) {
    this.accounts = accounts;
  }

  /**
   * Everybody who is not disabled, by id. Asks the database: not for a WebSocket's thread.
   *
   * @throws keyturn.server.StoreException if the database is away
   */
  public List<Person> people() {
    return accounts.people();
  }
}
