package keyturn.server.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.protocol.id.DeviceId;
import keyturn.server.device.DeviceName;
import keyturn.server.device.TokenChain;
import keyturn.server.device.TokenHash;
import org.jspecify.annotations.Nullable;

/** A row of {@code device} ({@code sql/V001__accounts.sql}). */
@Entity
@Table(name = "device")
class DeviceRow {
  @Id
  @Column(name = "id")
  private long id;

  @Column(name = "account_id")
  private long accountId;

  @Column(name = "name")
  private String name;

  @Column(name = "created_at")
  @Convert(converter = Utc.class)
  private Instant createdAt;

  @Column(name = "last_seen_at")
  @Convert(converter = Utc.class)
  private Instant lastSeenAt;

  @Column(name = "revoked_at")
  @Convert(converter = Utc.class)
  private @Nullable Instant revokedAt;

  @Column(name = "token")
  private byte @Nullable [] token;

  @Column(name = "next_token")
  private byte @Nullable [] nextToken;

  @Column(name = "spent_tokens")
  private byte[] spentTokens;

  protected DeviceRow() {}

  DeviceRow(long id, long accountId, DeviceName name, Instant now) {
    this.id = id;
    this.accountId = accountId;
    this.name = name.text();
    this.createdAt = now;
    this.lastSeenAt = now;
    this.spentTokens = new byte[0];
  }

  DeviceId id() {
    return new DeviceId(id);
  }

  long accountId() {
    return accountId;
  }

  /** Whether its tokens are worth looking at. */
  boolean isUsable(Instant seenSince) {
    return revokedAt == null && !lastSeenAt.isBefore(seenSince.truncatedTo(ChronoUnit.MICROS));
  }

  TokenChain tokens() {
    List<TokenHash> spent = new ArrayList<>();
    Bytes all = Bytes.of(spentTokens);
    for (int at = 0; at < all.length(); at += TokenHash.LENGTH_BYTES) {
      spent.add(new TokenHash(all.slice(at, at + TokenHash.LENGTH_BYTES)));
    }
    return new TokenChain(hash(token), hash(nextToken), spent);
  }

  /** It signed in: with these tokens it comes back. */
  void signIn(TokenChain tokens, Instant now) {
    setTokens(tokens);
    revokedAt = null;
    lastSeenAt = now;
  }

  void revoke(Instant now) {
    setTokens(TokenChain.NONE);
    revokedAt = now;
  }

  private void setTokens(TokenChain tokens) {
    token = bytes(tokens.current());
    nextToken = bytes(tokens.next());
    spentTokens =
        Bytes.concat(tokens.spent().stream().map(TokenHash::value).toArray(Bytes[]::new)).toArray();
  }

  private static Optional<TokenHash> hash(byte @Nullable [] value) {
    return value == null ? Optional.empty() : Optional.of(new TokenHash(Bytes.of(value)));
  }

  private static byte @Nullable [] bytes(Optional<TokenHash> hash) {
    return hash.map(present -> present.value().toArray()).orElse(null);
  }
}
