package keyturn.it;

import java.util.HashSet;
import java.util.Set;
import keyturn.crypto.Bytes;

/**
 * Counts under how many (key, nonce) something was sealed, and how often under one of them again.
 */
final class NonceLedger {
  private final Set<Bytes> keys = new HashSet<>();
  private final Set<Bytes> pairs = new HashSet<>();
  private int sealed;

  synchronized void add(Bytes key, Bytes nonce) {
    keys.add(key);
    pairs.add(Bytes.concat(key, nonce));
    sealed++;
  }

  synchronized boolean has(Bytes key, Bytes nonce) {
    return pairs.contains(Bytes.concat(key, nonce));
  }

  synchronized int sealed() {
    return sealed;
  }

  synchronized int keys() {
    return keys.size();
  }

  synchronized int repeats() {
    return sealed - pairs.size();
  }

  @Override
  public synchronized String toString() {
    return "%d sealed under %d keys, %d repeats".formatted(sealed, keys.size(), repeats());
  }
}
