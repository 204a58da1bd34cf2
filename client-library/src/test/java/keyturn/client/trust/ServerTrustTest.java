package keyturn.client.trust;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.SigningKey;
import keyturn.protocol.tunnel.IdentityTrust;
import keyturn.protocol.tunnel.ServerIdentity;
import keyturn.protocol.tunnel.UntrustedServerException;
import org.junit.jupiter.api.Test;

class ServerTrustTest {
  private static final String SERVER = "localhost:8443";
  private static final ServerIdentity FIRST = identity();
  private static final ServerIdentity SECOND = identity();
  private static final IdentityTrust CERTIFIES_ANYTHING = identity -> {};

  private final InMemoryKnownServers known = new InMemoryKnownServers();

  private static ServerIdentity identity() {
    try (SigningKey key = SigningKey.generateEd25519(new SecureRandom())) {
      return ServerIdentity.ofKey(key.publicKey());
    }
  }

  @Test
  void anUnknownServerIsNotTrustedUntilItIsPinned() {
    ServerTrust trust = new ServerTrust(SERVER, known, Optional.empty(), Optional.empty());
    assertThrows(UntrustedServerException.class, () -> trust.check(FIRST));

    trust.pin(FIRST.fingerprint());

    assertDoesNotThrow(() -> trust.check(FIRST));
    assertThrows(UntrustedServerException.class, () -> trust.check(SECOND));
  }

  @Test
  void whatTheUserVouchesForIsTrustedAndPinned() {
    known.pin(SERVER, SECOND.fingerprint());
    ServerTrust trust =
        new ServerTrust(SERVER, known, Optional.of(FIRST.fingerprint()), Optional.empty());

    assertThrows(UntrustedServerException.class, () -> trust.check(SECOND));
    assertDoesNotThrow(() -> trust.check(FIRST));
    assertEquals(Optional.of(FIRST.fingerprint()), known.pinned(SERVER));
  }

  @Test
  void whatTheUserVouchesForIsAboveTheAuthority() {
    ServerTrust trust =
        new ServerTrust(
            SERVER, known, Optional.of(FIRST.fingerprint()), Optional.of(CERTIFIES_ANYTHING));

    assertThrows(UntrustedServerException.class, () -> trust.check(SECOND));
  }

  @Test
  void aGivenAuthorityMayCertifyANewKey() {
    known.pin(SERVER, FIRST.fingerprint());
    ServerTrust trust =
        new ServerTrust(SERVER, known, Optional.empty(), Optional.of(CERTIFIES_ANYTHING));

    assertDoesNotThrow(() -> trust.check(SECOND));
  }

  @Test
  void theUserMayTakeBackWhatHeVouchedFor() {
    ServerTrust trust =
        new ServerTrust(SERVER, known, Optional.of(FIRST.fingerprint()), Optional.empty());

    trust.pin(SECOND.fingerprint());

    assertDoesNotThrow(() -> trust.check(SECOND));
    assertThrows(UntrustedServerException.class, () -> trust.check(FIRST));
  }
}
