package keyturn.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.Optional;
import keyturn.crypto.WycheproofCheck.Outcome;
import keyturn.crypto.WycheproofRunner.Vector;

/** Wycheproof tests of ciphers, HMAC and HKDF. */
final class WycheproofCiphers {
  private static final SecureRandom RANDOM = new SecureRandom();

  private WycheproofCiphers() {}

  static Optional<WycheproofCheck> aead(AeadCipher.Kind kind, JsonNode group) {
    return has(group, "AeadTest", "tagSize", AeadCipher.TAG_BYTES * 8)
        ? Optional.of(vector -> aead(kind, vector))
        : Optional.empty();
  }

  private static Outcome aead(AeadCipher.Kind kind, Vector vector) {
    SecretBytes key = vector.secret("key");
    byte[] nonce = vector.array("iv");
    byte[] aad = vector.array("aad");
    Bytes plaintext = vector.bytes("msg");
    Bytes sealed = Bytes.concat(vector.bytes("ct"), vector.bytes("tag"));
    Outcome opening =
        WycheproofCheck.attempt(
            plaintext,
            () -> Bytes.of(new AeadCipher(kind, key).open(nonce, aad, sealed.toArray())));
    return opening != Outcome.AS_EXPECTED
        ? opening
        : WycheproofCheck.attempt(
            sealed,
            () -> Bytes.of(new AeadCipher(kind, key).seal(nonce, aad, plaintext.toArray())));
  }

  static Optional<WycheproofCheck> composed(EncryptThenMac.Layout layout, JsonNode group) {
    return has(group, "AeadTest", "tagSize", layout.tagBytes() * 8)
            && group.path("keySize").asInt() == layout.keyBytes() * 8
            && group.path("ivSize").asInt() == layout.ivBytes() * 8
        ? Optional.of(vector -> composed(layout, vector))
        : Optional.empty();
  }

  private static Outcome composed(EncryptThenMac.Layout layout, Vector vector) {
    byte[] iv = vector.array("iv");
    byte[] aad = vector.array("aad");
    Bytes plaintext = vector.bytes("msg");
    Bytes sealed = Bytes.concat(Bytes.of(iv), vector.bytes("ct"), vector.bytes("tag"));
    try (EncryptThenMac cipher = new EncryptThenMac(layout, vector.secret("key"), RANDOM)) {
      Outcome opening =
          WycheproofCheck.attempt(plaintext, () -> Bytes.of(cipher.open(aad, sealed.toArray())));
      return opening != Outcome.AS_EXPECTED
          ? opening
          : WycheproofCheck.attempt(
              sealed, () -> Bytes.of(cipher.sealWith(iv, aad, plaintext.toArray())));
    }
  }

  static Optional<WycheproofCheck> hmac(HashAlgorithm hash, JsonNode group) {
    return group.path("type").asText().equals("MacTest")
        ? Optional.of(vector -> hmac(hash, vector))
        : Optional.empty();
  }

  /** We never shorten HMAC's tags, but compare our whole one with the file's shorter ones. */
  private static Outcome hmac(HashAlgorithm hash, Vector vector) {
    SecretBytes key = vector.secret("key");
    byte[] message = vector.array("msg");
    Bytes tag = vector.bytes("tag");
    int tagBytes = vector.groupNumber("tagSize") / 8;
    if (tagBytes < hash.lengthBytes()) {
      Bytes ours = Hmac.tag(hash, key, message).slice(0, tagBytes);
      return ours.equals(tag) ? Outcome.AS_EXPECTED : Outcome.REFUSED;
    }
    return WycheproofCheck.attempt(
        tag,
        () -> {
          Hmac.verify(hash, key, tag, message);
          return tag;
        });
  }

  static Optional<WycheproofCheck> hkdf(HashAlgorithm hash, JsonNode group) {
    return group.path("type").asText().equals("HkdfTest")
        ? Optional.of(vector -> hkdf(hash, vector))
        : Optional.empty();
  }

  private static Outcome hkdf(HashAlgorithm hash, Vector vector) {
    byte[] info = vector.array("info");
    int length = vector.number("size");
    SecretBytes prk = Hkdf.extract(hash, vector.array("salt"), vector.secret("ikm"));
    return WycheproofCheck.attempt(
        vector.bytes("okm"), () -> Hkdf.expand(hash, prk, info, length).use(Bytes::of));
  }

  private static boolean has(JsonNode group, String type, String field, int value) {
    return group.path("type").asText().equals(type) && group.path(field).asInt(-1) == value;
  }
}
