package keyturn.mls.group;

import java.util.Optional;
import keyturn.crypto.SecretBytes;
import keyturn.mls.schedule.PreSharedKeyId;

/** The pre-shared keys that the application holds (RFC 9420 §8.4). */
public interface PreSharedKeys {
  /** None at all. */
  PreSharedKeys NONE = id -> Optional.empty();

  /** A copy of the key, which the engine closes. */
  Optional<SecretBytes> find(PreSharedKeyId id);
}
