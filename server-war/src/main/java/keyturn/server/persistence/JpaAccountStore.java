package keyturn.server.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.DrawnId;
import keyturn.server.account.Account;
import keyturn.server.account.AccountDirectory;
import keyturn.server.account.AccountStore;
import keyturn.server.account.Creation;
import keyturn.server.account.InvitationCode;
import keyturn.server.account.PasswordHash;
import keyturn.server.account.PasswordProof;
import keyturn.server.account.Username;
import keyturn.server.device.DeviceName;
import keyturn.server.device.TokenChain;
import keyturn.server.device.TokenHash;

/**
 * Accounts on MySQL; each method is one transaction. An account's row is locked before its
 * devices'. Used through {@link StoreBoundary} only.
 */
@ApplicationScoped
@Typed(JpaAccountStore.class)
@Transactional
public class JpaAccountStore implements AccountStore {
  @PersistenceContext(unitName = "keyturn")
  private EntityManager entities;

  /** For CDI's proxy. */
  protected JpaAccountStore() {}

  JpaAccountStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Optional<Account> find(Username username) {
    return entities
        .createQuery("SELECT a FROM AccountRow a WHERE a.nameKey = :key", AccountRow.class)
        .setParameter("key", username.key())
        .getResultStream()
        .findFirst()
        .map(AccountRow::toAccount);
  }

  @Override
  public Optional<Account> find(UserId user) {
    return Optional.ofNullable(entities.find(AccountRow.class, user.value()))
        .map(AccountRow::toAccount);
  }

  @Override
  public Creation create(Username username, PasswordHash hash, Instant now) {
    // Not persist(): a name that is taken would end the transaction with the driver's message.
    Query insert =
        entities.createNativeQuery(
            "INSERT IGNORE INTO account (id, name, name_key, name_skeleton, password_hash,"
                + " created_at, password_changed_at) VALUES ("
                + DrawnId.SQL
                + ", ?1, ?2, ?3, ?4, ?5, ?6)");
    insert.setParameter(1, username.text());
    insert.setParameter(2, username.key());
    insert.setParameter(3, username.skeleton());
    insert.setParameter(4, hash.value());
    insert.setParameter(5, Utc.text(now));
    insert.setParameter(6, Utc.text(now));
    if (insert.executeUpdate() == 0) {
      return new Creation.NameTaken();
    }
    Account created =
        find(username).orElseThrow(() -> new IllegalStateException("an account was just made"));
    return new Creation.Created(created.user());
  }

  @Override
  public Creation createInvited(
      Username username, PasswordHash hash, InvitationCode invitation, Instant now) {
    Query take =
        entities.createNativeQuery(
            "UPDATE invitation SET used_at = ?1 WHERE code_hash = ?2 AND used_at IS NULL AND"
                + " expires_at > ?1");
    take.setParameter(1, Utc.text(now));
    take.setParameter(2, invitation.hash().toArray());
    if (take.executeUpdate() == 0) {
      return new Creation.InvitationRefused();
    }
    Creation creation = create(username, hash, now);
    boolean used = creation instanceof Creation.Created;
    Query settle =
        entities.createNativeQuery(
            used
                ? "UPDATE invitation SET used_by = ?1 WHERE code_hash = ?2"
                : "UPDATE invitation SET used_at = ?1 WHERE code_hash = ?2");
    settle.setParameter(1, creation instanceof Creation.Created c ? c.user().value() : null);
    settle.setParameter(2, invitation.hash().toArray());
    settle.executeUpdate();
    return creation;
  }

  @Override
  public boolean isOpen(InvitationCode invitation, Instant now) {
    Query count =
        entities.createNativeQuery(
            "SELECT COUNT(*) FROM invitation WHERE code_hash = ?1 AND used_at IS NULL AND"
                + " expires_at > ?2");
    count.setParameter(1, invitation.hash().toArray());
    count.setParameter(2, Utc.text(now));
    return ((Number) count.getSingleResult()).longValue() == 1;
  }

  @Override
  public Optional<DeviceId> grant(
      PasswordProof proof,
      Optional<DeviceId> device,
      DeviceName name,
      TokenHash next,
      Instant now) {
    Optional<AccountRow> account = lock(proof);
    if (account.isEmpty()) {
      return Optional.empty();
    }
    DeviceRow row =
        device
            .flatMap(this::lock)
            .filter(found -> found.accountId() == proof.user().value())
            .orElseGet(() -> new DeviceRow(drawId(), proof.user().value(), name, now));
    row.signIn(row.tokens().give(next), now);
    entities.persist(row);
    entities.flush();
    return Optional.of(row.id());
  }

  @Override
  public boolean changePassword(
      PasswordProof proof, PasswordHash replacement, DeviceId device, TokenHash next, Instant now) {
    Optional<AccountRow> account = lock(proof);
    if (account.isEmpty()) {
      return false;
    }
    account.get().setPassword(replacement, now);
    List<DeviceRow> all =
        entities
            .createQuery("SELECT d FROM DeviceRow d WHERE d.accountId = :account", DeviceRow.class)
            .setParameter("account", proof.user().value())
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    for (DeviceRow row : all) {
      if (row.id().equals(device)) {
        row.signIn(TokenChain.NONE.give(next), now);
      } else {
        row.revoke(now);
      }
    }
    return true;
  }

  @Override
  public List<AccountDirectory.Person> people() {
    return entities
        .createQuery(
            "SELECT a.id, a.name FROM AccountRow a WHERE a.disabledAt IS NULL ORDER BY a.id",
            Object[].class)
        .getResultStream()
        .map(row -> new AccountDirectory.Person(new UserId((Long) row[0]), (String) row[1]))
        .toList();
  }

  private long drawId() {
    return ((Number) entities.createNativeQuery("SELECT " + DrawnId.SQL).getSingleResult())
        .longValue();
  }

  private Optional<AccountRow> lock(PasswordProof proof) {
    return Optional.ofNullable(
            entities.find(AccountRow.class, proof.user().value(), LockModeType.PESSIMISTIC_WRITE))
        .filter(account -> account.accepts(proof));
  }

  private Optional<DeviceRow> lock(DeviceId device) {
    return Optional.ofNullable(
        entities.find(DeviceRow.class, device.value(), LockModeType.PESSIMISTIC_WRITE));
  }
}
