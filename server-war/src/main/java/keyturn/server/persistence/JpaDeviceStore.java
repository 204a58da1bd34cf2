package keyturn.server.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import keyturn.protocol.id.DeviceId;
import keyturn.protocol.id.UserId;
import keyturn.server.device.DeviceStore;
import keyturn.server.device.Resumption;
import keyturn.server.device.TokenChain.Shown;
import keyturn.server.device.TokenHash;
import org.jspecify.annotations.Nullable;

/** Devices on MySQL; each method is one transaction. Used through {@link StoreBoundary} only. */
@ApplicationScoped
@Typed(JpaDeviceStore.class)
@Transactional
public class JpaDeviceStore implements DeviceStore {
  private static final int MOST_DROPPED_AT_ONCE = 1000;

  @PersistenceContext(unitName = "keyturn")
  private EntityManager entities;

  /** For CDI's proxy. */
  protected JpaDeviceStore() {}

  JpaDeviceStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Optional<UserId> ownerOf(DeviceId device) {
    return Optional.ofNullable(entities.find(DeviceRow.class, device.value()))
        .map(row -> new UserId(row.accountId()));
  }

  @Override
  public Resumption resume(
      DeviceId device, TokenHash shown, TokenHash fresh, Instant seenSince, Instant now) {
    DeviceRow row = lock(device);
    if (row == null || !row.isUsable(seenSince)) {
      return new Resumption.Refused();
    }
    AccountRow account = entities.find(AccountRow.class, row.accountId());
    if (account == null || account.isDisabled()) {
      return new Resumption.Refused();
    }
    Shown outcome = row.tokens().show(shown, fresh);
    if (outcome instanceof Shown.Valid valid) {
      row.signIn(valid.chain(), now);
      return new Resumption.Resumed(new UserId(account.id()), account.name());
    }
    if (outcome instanceof Shown.Spent) {
      row.revoke(now);
      return new Resumption.Revoked();
    }
    return new Resumption.Refused();
  }

  @Override
  public void revoke(DeviceId device, Instant now) {
    DeviceRow row = lock(device);
    if (row != null) {
      row.revoke(now);
    }
  }

  @Override
  public Set<DeviceId> standing(Collection<DeviceId> devices) {
    if (devices.isEmpty()) {
      return Set.of();
    }
    return entities
        .createQuery(
            "SELECT d.id FROM DeviceRow d, AccountRow a WHERE d.id IN :ids AND a.id = d.accountId"
                + " AND d.revokedAt IS NULL AND a.disabledAt IS NULL",
            Long.class)
        .setParameter("ids", ids(devices))
        .getResultStream()
        .map(DeviceId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void seen(Collection<DeviceId> devices, Instant now) {
    if (!devices.isEmpty()) {
      entities
          .createQuery("UPDATE DeviceRow d SET d.lastSeenAt = :now WHERE d.id IN :ids")
          .setParameter("now", now)
          .setParameter("ids", ids(devices))
          .executeUpdate();
    }
  }

  @Override
  public List<DeviceId> dropUnseenSince(Instant before) {
    Query unseen =
        entities.createNativeQuery(
            "SELECT id FROM device WHERE last_seen_at < ?1 ORDER BY id LIMIT "
                + MOST_DROPPED_AT_ONCE
                + " FOR UPDATE");
    unseen.setParameter(1, Utc.text(before));
    List<?> rows = unseen.getResultList();
    List<Long> ids = rows.stream().map(id -> ((Number) id).longValue()).toList();
    if (!ids.isEmpty()) {
      entities
          .createQuery("DELETE FROM DeviceRow d WHERE d.id IN :ids")
          .setParameter("ids", ids)
          .executeUpdate();
    }
    return ids.stream().map(DeviceId::new).toList();
  }

  private @Nullable DeviceRow lock(DeviceId device) {
    return entities.find(DeviceRow.class, device.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  private static List<Long> ids(Collection<DeviceId> devices) {
    return devices.stream().map(DeviceId::value).toList();
  }
}
