package keyturn.mls.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keyturn.crypto.Aead;
import keyturn.crypto.SecretBytes;
import keyturn.mls.Limits;
import keyturn.mls.MlsException;
import keyturn.mls.MlsException.Reason;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.suite.Suite;

/**
 * One member's hash ratchet for one kind of message (RFC 9420 §9.1): a secret that moves on with
 * each key, and the keys that were passed over. Not thread-safe.
 */
final class Ratchet implements AutoCloseable {
  private static final long MAX_GENERATION = 0xffff_ffffL;

  private final Suite suite;
  private SecretBytes secret;
  private long generation;
  private final TreeMap<Long, MessageKey> skipped = new TreeMap<>();

  /** Takes {@code secret} over. */
  Ratchet(Suite suite, SecretBytes secret, long generation) {
    this.suite = suite;
    this.secret = secret;
    this.generation = generation;
  }

  long generation() {
    return generation;
  }

  /** The next key, for sending: the ratchet has moved on before the key is used. */
  MessageKey next() {
    if (generation > MAX_GENERATION) {
      throw new IllegalStateException("2^32 messages in one epoch");
    }
    MessageKey key = keyOf(secret, generation);
    SecretBytes following = following(secret, generation);
    secret.close();
    secret = following;
    generation++;
    return key;
  }

  /** A key for opening, which only {@link Opening#apply} takes out of the ratchet. */
  Opening open(long wanted, Limits limits) throws MlsException {
    if (wanted < generation) {
      MessageKey key = skipped.get(wanted);
      if (key == null) {
        throw new MlsException(Reason.REPLAYED, "generation " + wanted + " has been used");
      }
      return new Opening(key.copy(), () -> forget(wanted), () -> {});
    }
    if (wanted - generation > limits.maxGenerationGap()) {
      throw new MlsException(
          Reason.OUT_OF_WINDOW, "generation " + wanted + " is not near " + generation);
    }
    return ahead(wanted, limits);
  }

  private Opening ahead(long wanted, Limits limits) {
    List<MessageKey> passed = new ArrayList<>();
    SecretBytes at = secret.copy();
    for (long g = generation; g < wanted; g++) {
      passed.add(keyOf(at, g));
      SecretBytes before = at;
      at = following(before, g);
      before.close();
    }
    MessageKey key = keyOf(at, wanted);
    SecretBytes after = following(at, wanted);
    at.close();
    return new Opening(
        key,
        () -> advance(passed, after, wanted, limits),
        () -> {
          passed.forEach(MessageKey::close);
          after.close();
        });
  }

  private void advance(List<MessageKey> passed, SecretBytes after, long used, Limits limits) {
    for (int i = 0; i < passed.size(); i++) {
      skipped.put(generation + i, passed.get(i));
    }
    secret.close();
    secret = after;
    generation = used + 1;
    while (skipped.size() > limits.maxSkippedKeys()) {
      skipped.pollFirstEntry().getValue().close();
    }
  }

  private void forget(long used) {
    MessageKey key = skipped.remove(used);
    if (key != null) {
      key.close();
    }
  }

  private MessageKey keyOf(SecretBytes from, long g) {
    return new MessageKey(
        suite.deriveTreeSecret(from, "key", g, suite.aead().keyBytes()),
        suite.deriveTreeSecret(from, "nonce", g, Aead.NONCE_BYTES));
  }

  private SecretBytes following(SecretBytes from, long g) {
    return suite.deriveTreeSecret(from, "secret", g, suite.secretBytes());
  }

  void writeTo(Writer writer) {
    writer.vector(secret).u64(generation).u32(skipped.size());
    for (Map.Entry<Long, MessageKey> entry : skipped.entrySet()) {
      writer.u64(entry.getKey()).vector(entry.getValue().key()).vector(entry.getValue().nonce());
    }
  }

  static Ratchet read(Suite suite, Reader reader) throws MlsException {
    SecretBytes secret = reader.secretVector(suite.secretBytes());
    long generation = reader.u64();
    if (generation < 0 || generation > MAX_GENERATION + 1) {
      throw Reader.malformed("generation out of range");
    }
    Ratchet ratchet = new Ratchet(suite, secret, generation);
    for (int n = reader.index(); n > 0; n--) {
      long passed = reader.u64();
      if (passed < 0 || passed >= generation || ratchet.skipped.containsKey(passed)) {
        throw Reader.malformed("key of a generation that was not passed, or twice");
      }
      ratchet.skipped.put(
          passed,
          new MessageKey(
              reader.secretVector(suite.aead().keyBytes()), reader.secretVector(Aead.NONCE_BYTES)));
    }
    return ratchet;
  }

  @Override
  public void close() {
    secret.close();
    skipped.values().forEach(MessageKey::close);
    skipped.clear();
  }
}
