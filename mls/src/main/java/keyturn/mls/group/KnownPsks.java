package keyturn.mls.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.schedule.PreSharedKeyId;
import keyturn.mls.schedule.PskSecret;
import keyturn.mls.suite.Suite;

/** Where pre-shared keys are looked up: past epochs of the group, else the application. */
record KnownPsks(Environment env, Bytes groupId, Map<Long, SecretBytes> resumption) {

  /** psk_secret (RFC 9420 §8.4); the caller closes it. */
  SecretBytes secret(Suite suite, List<PreSharedKeyId> ids) throws MlsException {
    List<PskSecret.Psk> psks = new ArrayList<>();
    try {
      for (PreSharedKeyId id : ids) {
        psks.add(
            new PskSecret.Psk(
                id,
                find(id)
                    .orElseThrow(
                        () -> new MlsException(Reason.UNKNOWN_PSK, "pre-shared key unknown"))));
      }
      return PskSecret.derive(suite, psks);
    } finally {
      psks.forEach(psk -> psk.key().close());
    }
  }

  private Optional<SecretBytes> find(PreSharedKeyId id) {
    if (id instanceof PreSharedKeyId.Resumption r && r.groupId().equals(groupId)) {
      SecretBytes known = resumption.get(r.epoch());
      if (known != null) {
        return Optional.of(known.copy());
      }
    }
    return env.preSharedKeys().find(id);
  }
}
