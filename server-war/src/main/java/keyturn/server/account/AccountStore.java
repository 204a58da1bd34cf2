package keyturn.server.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.device.DeviceName;
import keyturn.server.device.TokenHash;

/**
 * Where accounts are kept. Each method is one transaction; each may throw {@link
 * keyturn.server.StoreException}.
 */
public interface AccountStore {
  Optional<Account> find(Username username);

  Optional<Account> find(UserId user);

  Creation create(Username username, PasswordHash hash, Instant now);

  /** As {@link #create}, and the invitation is used up by it. */
  Creation createInvited(
      Username username, PasswordHash hash, InvitationCode invitation, Instant now);

  boolean isOpen(InvitationCode invitation, Instant now);

  /**
   * Gives a device its token after a password: {@code device} if it is one of the account's, else a
   * new one. {@code name} is a new one's: what its owner called it holds.
   *
   * @return empty if the proof is out of date or the account disabled or gone
   */
  Optional<DeviceId> grant(
      PasswordProof proof, Optional<DeviceId> device, DeviceName name, TokenHash next, Instant now);

  /**
   * Replaces the password; the tokens of all devices end, and {@code device} gets {@code next}.
   *
   * @return false if the proof is out of date or the account disabled or gone
   */
  boolean changePassword(
      PasswordProof proof, PasswordHash replacement, DeviceId device, TokenHash next, Instant now);

  /** Everybody who is not disabled, by id. */
  List<AccountDirectory.Person> people();
}
