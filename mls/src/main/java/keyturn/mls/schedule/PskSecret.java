package keyturn.mls.schedule;

import java.util.List;
import keyturn.crypto.SecretBytes;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;

/** psk_secret (RFC 9420 §8.4): all pre-shared keys of a commit, chained in their order. */
public final class PskSecret {
  private PskSecret() {}

  /** A pre-shared key with what names it; the key stays the caller's. */
  public record Psk(PreSharedKeyId id, SecretBytes key) {}

  /** Nh bytes, all zero without keys; the caller closes it. */
  public static SecretBytes derive(Suite suite, List<Psk> psks) {
    SecretBytes secret = suite.zeroSecret();
    for (int i = 0; i < psks.size(); i++) {
      try (SecretBytes zero = suite.zeroSecret();
          SecretBytes previous = secret;
          SecretBytes extracted = suite.extract(zero, psks.get(i).key());
          SecretBytes input =
              suite.expandWithLabel(
                  extracted,
                  "derived psk",
                  label(psks.get(i).id(), i, psks.size()),
                  suite.secretBytes())) {
        secret = suite.extract(input, previous);
      }
    }
    return secret;
  }

  private static byte[] label(PreSharedKeyId id, int index, int count) {
    return new Writer().put(id).u16(index).u16(count).toArray();
  }
}
