package keyturn.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import keyturn.crypto.WycheproofCheck.Outcome;
import keyturn.crypto.WycheproofRunner.Vector;

/** Wycheproof tests of key agreement and signatures. */
final class WycheproofKeys {
  /** Ours starts at 3072 bits; the published files for the same code at 2048. */
  private static final int MIN_MODULUS_BITS = 2048;

  private static final int ED25519_SPKI_BYTES = 44;

  private WycheproofKeys() {}

  static Optional<WycheproofCheck> x25519(JsonNode group) {
    return is(group, "type", "XdhComp") && is(group, "curve", "curve25519")
        ? Optional.of(new X25519Check())
        : Optional.empty();
  }

  /**
   * Keys that are not canonical or on the twist are as good as others (RFC 7748 §5); where the
   * secret would be zero we refuse (§6.1).
   */
  private static final class X25519Check implements WycheproofCheck {
    @Override
    public Outcome outcome(Vector vector) {
      SecretBytes privateKey = vector.secret("private");
      Bytes publicKey = vector.bytes("public");
      return WycheproofCheck.attempt(
          vector.bytes("shared"),
          () -> new X25519Exchange().agree(privateKey, publicKey).use(Bytes::of));
    }

    @Override
    public Outcome ofAcceptable(Vector vector) {
      boolean zero = vector.text("shared").chars().allMatch(digit -> digit == '0');
      return zero ? Outcome.REFUSED : Outcome.AS_EXPECTED;
    }
  }

  /** Acceptable are compressed points, which we refuse as RFC 8446 §4.2.8.2 does. */
  static Optional<WycheproofCheck> p256(JsonNode group) {
    return is(group, "type", "EcdhEcpointTest") && is(group, "curve", "secp256r1")
        ? Optional.of(WycheproofKeys::p256)
        : Optional.empty();
  }

  private static Outcome p256(Vector vector) {
    SecretBytes privateKey = vector.secret("private");
    Bytes publicKey = vector.bytes("public");
    return WycheproofCheck.attempt(
        vector.bytes("shared"),
        () -> new P256Exchange().agree(privateKey, publicKey).use(Bytes::of));
  }

  static Optional<WycheproofCheck> mlKem768(JsonNode group) {
    if (!is(group, "parameterSet", "ML-KEM-768")) {
      return Optional.empty();
    }
    return switch (group.path("type").asText()) {
      case "MLKEMTest" -> Optional.of(WycheproofKeys::decapsulate);
      case "MLKEMEncapsTest" -> Optional.of(WycheproofKeys::encapsulate);
      case "MLKEMKeyGen" -> Optional.of(WycheproofKeys::generate);
      case "MLKEMDecapsValidationTest" -> Optional.of(WycheproofKeys::decapsulateExpanded);
      default -> Optional.empty();
    };
  }

  private static Outcome decapsulate(Vector vector) {
    SecretBytes seed = vector.secret("seed");
    Bytes ciphertext = vector.bytes("c");
    Bytes publicKey = vector.has("ek") ? vector.bytes("ek") : Bytes.EMPTY;
    Bytes expected = Bytes.concat(publicKey, vector.bytes("K"));
    return WycheproofCheck.attempt(
        expected,
        () -> {
          Bytes secret = MlKem768.decapsulate(seed, ciphertext).use(Bytes::of);
          return vector.has("ek") ? Bytes.concat(MlKem768.encapsulationKey(seed), secret) : secret;
        });
  }

  private static Outcome decapsulateExpanded(Vector vector) {
    SecretBytes key = vector.secret("dk");
    Bytes ciphertext = vector.bytes("c");
    Bytes expected = vector.has("K") ? vector.bytes("K") : Bytes.EMPTY;
    return WycheproofCheck.attempt(
        expected, () -> MlKem768.decapsulateExpanded(key, ciphertext).use(Bytes::of));
  }

  private static Outcome encapsulate(Vector vector) {
    Bytes publicKey = vector.bytes("ek");
    SecretBytes message = vector.secret("m");
    return WycheproofCheck.attempt(
        Bytes.concat(vector.bytes("c"), vector.bytes("K")),
        () -> {
          AnsweredShare made = MlKem768.encapsulate(publicKey, message);
          return Bytes.concat(made.share(), made.secret().use(Bytes::of));
        });
  }

  private static Outcome generate(Vector vector) {
    SecretBytes seed = vector.secret("seed");
    return WycheproofCheck.attempt(
        Bytes.concat(vector.bytes("ek"), vector.bytes("dk")),
        () ->
            Bytes.concat(
                MlKem768.encapsulationKey(seed), MlKem768.expandedKey(seed).use(Bytes::of)));
  }

  static Optional<WycheproofCheck> ed25519(JsonNode group) {
    return is(group, "type", "EddsaVerify")
            && WycheproofRunner.publicKeyDer(group).length() == ED25519_SPKI_BYTES
        ? Optional.of(vector -> verify(vector, group))
        : Optional.empty();
  }

  static Optional<WycheproofCheck> rsaPss(JsonNode group) {
    return is(group, "type", "RsassaPssVerify")
            && is(group, "sha", "SHA-256")
            && is(group, "mgf", "MGF1")
            && is(group, "mgfSha", "SHA-256")
            && group.path("sLen").asInt(-1) == 32
            && group.path("keySize").asInt() >= MIN_MODULUS_BITS
        ? Optional.of(vector -> verify(vector, group))
        : Optional.empty();
  }

  private static Outcome verify(Vector vector, JsonNode group) {
    Bytes spki = WycheproofRunner.publicKeyDer(group);
    byte[] message = vector.array("msg");
    Bytes signature = vector.bytes("sig");
    return WycheproofCheck.attempt(
        signature,
        () -> {
          VerifyingKey.ofSpki(spki, MIN_MODULUS_BITS).verify(message, signature);
          return signature;
        });
  }

  private static boolean is(JsonNode group, String field, String value) {
    return group.path(field).asText().equals(value);
  }
}
