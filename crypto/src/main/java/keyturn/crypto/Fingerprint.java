package keyturn.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * By what people compare a public key (docs/spec/suites.md#fingerprint).
 *
 * @param sha256 SHA-256 of the key's DER SubjectPublicKeyInfo (32)
 */
public record Fingerprint(Bytes sha256) {
  private static final String PREFIX = "SHA256:";
  private static final int WORDS = 6;
  private static final int BITS_PER_WORD = 11;

  public Fingerprint {
    if (sha256.length() != HashAlgorithm.SHA256.lengthBytes()) {
      throw new IllegalArgumentException("fingerprint of " + sha256.length() + " bytes");
    }
  }

  public static Fingerprint ofSpki(Bytes spki) {
    return new Fingerprint(HashAlgorithm.SHA256.hash(spki.toArray()));
  }

  /** Reads what {@link #toString} writes, and nothing else. */
  public static Optional<Fingerprint> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] hash = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return Optional.of(hash)
          .filter(bytes -> bytes.length == HashAlgorithm.SHA256.lengthBytes())
          .map(bytes -> new Fingerprint(Bytes.of(bytes)))
          .filter(fingerprint -> fingerprint.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Six words for the first 66 bits, 11 bits a word, from the first bit on. */
  public List<String> words() {
    List<String> words = new ArrayList<>(WORDS);
    for (int word = 0; word < WORDS; word++) {
      int index = 0;
      for (int bit = word * BITS_PER_WORD; bit < (word + 1) * BITS_PER_WORD; bit++) {
        index = index << 1 | (sha256.at(bit / 8) >> (7 - bit % 8) & 1);
      }
      words.add(WordList.word(index));
    }
    return List.copyOf(words);
  }

  /** {@code SHA256:} and 43 characters of base64 without padding, as SSH writes it. */
  @Override
  public String toString() {
    return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(sha256.toArray());
  }
}
