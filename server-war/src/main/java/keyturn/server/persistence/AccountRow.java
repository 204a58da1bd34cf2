package keyturn.server.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import keyturn.protocol.id.UserId;
import keyturn.server.account.Account;
import keyturn.server.account.PasswordHash;
import keyturn.server.account.PasswordProof;
import org.jspecify.annotations.Nullable;

/** A row of {@code account} ({@code sql/V001__accounts.sql}); made by native SQL only. */
@Entity
@Table(name = "account")
class AccountRow {
  @Id
  @Column(name = "id")
  private long id;

  @Column(name = "name")
  private String name;

  @Column(name = "name_key")
  private String nameKey;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "password_changed_at")
  @Convert(converter = Utc.class)
  private Instant passwordChangedAt;

  @Column(name = "disabled_at")
  @Convert(converter = Utc.class)
  private @Nullable Instant disabledAt;

  protected AccountRow() {}

  Account toAccount() {
    return new Account(new UserId(id), name, new PasswordHash(passwordHash));
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  boolean isDisabled() {
    return disabledAt != null;
  }

  /** Whether {@code proof} still says that its owner knows the password of a usable account. */
  boolean accepts(PasswordProof proof) {
    return !isDisabled() && passwordHash.equals(proof.matched().value());
  }

  void setPassword(PasswordHash hash, Instant now) {
    passwordHash = hash.value();
    passwordChangedAt = now;
  }
}
