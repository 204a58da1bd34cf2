package keyturn.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.InvalidKeyException;
import java.util.Optional;
import keyturn.crypto.WycheproofRunner.Vector;

/** How one kind of Wycheproof test is put to our code. */
interface WycheproofCheck {
  enum Outcome {
    AS_EXPECTED,
    DIFFERENT,
    REFUSED
  }

  Outcome outcome(Vector vector);

  /** What a test marked {@code acceptable} must come to. */
  default Outcome ofAcceptable(Vector vector) {
    return Outcome.REFUSED;
  }

  /** The check for a group; empty if we do not have its algorithm or its parameters. */
  static Optional<WycheproofCheck> of(String algorithm, JsonNode group) {
    return switch (algorithm) {
      case "AES-GCM" ->
          WycheproofCiphers.aead(AeadCipher.Kind.AES_GCM, group)
              .filter(check -> group.path("keySize").asInt() != 192);
      case "CHACHA20-POLY1305" -> WycheproofCiphers.aead(AeadCipher.Kind.CHACHA20_POLY1305, group);
      case "A128CBC-HS256" ->
          WycheproofCiphers.composed(EncryptThenMac.Layout.A128CBC_HS256, group);
      case "A256CBC-HS512" ->
          WycheproofCiphers.composed(EncryptThenMac.Layout.A256CBC_HS512, group);
      case "HMACSHA256" -> WycheproofCiphers.hmac(HashAlgorithm.SHA256, group);
      case "HMACSHA384" -> WycheproofCiphers.hmac(HashAlgorithm.SHA384, group);
      case "HMACSHA512" -> WycheproofCiphers.hmac(HashAlgorithm.SHA512, group);
      case "HKDF-SHA-256" -> WycheproofCiphers.hkdf(HashAlgorithm.SHA256, group);
      case "HKDF-SHA-384" -> WycheproofCiphers.hkdf(HashAlgorithm.SHA384, group);
      case "HKDF-SHA-512" -> WycheproofCiphers.hkdf(HashAlgorithm.SHA512, group);
      case "XDH" -> WycheproofKeys.x25519(group);
      case "ECDH" -> WycheproofKeys.p256(group);
      case "ML-KEM" -> WycheproofKeys.mlKem768(group);
      case "EDDSA" -> WycheproofKeys.ed25519(group);
      case "RSASSA-PSS" -> WycheproofKeys.rsaPss(group);
      default -> Optional.empty();
    };
  }

  /** A call of our code; what it may throw is how it refuses. */
  interface Call {
    Bytes make()
        throws AuthenticationFailedException,
            KeyExchange.RefusedShareException,
            InvalidKeyException;
  }

  static Outcome attempt(Bytes expected, Call call) {
    try {
      return call.make().equals(expected) ? Outcome.AS_EXPECTED : Outcome.DIFFERENT;
    } catch (AuthenticationFailedException
        | KeyExchange.RefusedShareException
        | InvalidKeyException
        | IllegalArgumentException e) {
      return Outcome.REFUSED;
    }
  }
}
