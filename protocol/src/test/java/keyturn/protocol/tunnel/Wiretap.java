package keyturn.protocol.tunnel;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;

/**
 * Sees every record key that is made and every (key, nonce) that something is sealed under. What it
 * has seen also lets a test play a peer that holds the keys and breaks the rules.
 */
final class Wiretap implements RecordCipher.Source {
  private final List<TappedKey> keys = new ArrayList<>();
  private final Set<Bytes> sealedUnder = new HashSet<>();
  private long sealed;
  private int open;

  /** A key that was made. */
  record TappedKey(CipherSuite suite, Bytes key, Bytes iv) {
    /** An independent sealing half, at the start of its sequence. */
    RecordSealer sealer(int phase) {
      try (SecretBytes copy = SecretBytes.copyOf(key.toArray())) {
        return new RecordSealer(RecordCipher.create(suite, copy, iv, TunnelPair.RANDOM), phase);
      }
    }
  }

  @Override
  public RecordCipher create(CipherSuite suite, SecretBytes key, Bytes iv, SecureRandom random) {
    TappedKey tapped = new TappedKey(suite, key.use(Bytes::of), iv);
    keys.add(tapped);
    RecordCipher cipher = RecordCipher.create(suite, key, iv, random);
    open++;
    return new RecordCipher() {
      private boolean closed;

      @Override
      public byte[] seal(long sequence, byte[] aad, byte[] plaintext) {
        byte[] output = cipher.seal(sequence, aad, plaintext);
        sealed++;
        sealedUnder.add(Bytes.concat(tapped.key(), nonce(tapped, sequence, output)));
        return output;
      }

      @Override
      public byte[] open(long sequence, byte[] aad, byte[] sealedBytes)
          throws AuthenticationFailedException {
        return cipher.open(sequence, aad, sealedBytes);
      }

      @Override
      public void close() {
        open -= closed ? 0 : 1;
        closed = true;
        cipher.close();
      }
    };
  }

  HandshakeParts parts() {
    return new HandshakeParts(TunnelPair.RANDOM, this);
  }

  /** In the order in which this side made them. */
  List<TappedKey> keys() {
    return keys;
  }

  /** How many keys are not wiped. */
  int open() {
    return open;
  }

  long sealed() {
    return sealed;
  }

  int distinctKeysAndNonces() {
    return sealedUnder.size();
  }

  private static Bytes nonce(TappedKey key, long sequence, byte[] output) {
    return switch (key.suite()) {
      case AES_256_GCM, AES_128_GCM, CHACHA20_POLY1305 ->
          Bytes.of(new WireWriter().u24((int) sequence).toArray());
      case A256CBC_HS512, A128CBC_HS256, A256CBC_HS256, A128CBC_HS512 ->
          Bytes.of(output).slice(0, 16);
      case TDES_CBC_HS256 -> Bytes.of(output).slice(0, 8);
      case KEYED_HASH_HS256 -> throw new IllegalArgumentException("not in tunnels");
    };
  }
}
