package keyturn.protocol.tunnel;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.BiConsumer;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.CipherSuite;
import keyturn.crypto.SecretBytes;

/**
 * The client's handshake with a tap at its record keys: it shows every (key, nonce) under which a
 * record of this connection was sealed, by this side or, as its opening proves, by the server.
 */
public final class TappedHandshake {
  private static final int IV_OF_CBC_BYTES = 16;

  private TappedHandshake() {}

  /**
   * Starts as {@link ClientHandshake#start} does.
   *
   * @param tap is given key and nonce of each record
   */
  public static ClientHandshake start(
      ClientPolicy policy, IdentityTrust trust, SecureRandom random, BiConsumer<Bytes, Bytes> tap) {
    RecordCipher.Source tapped =
        (suite, key, iv, randomOfIvs) -> tapped(suite, key, iv, randomOfIvs, tap);
    return ClientHandshake.start(policy, trust, new HandshakeParts(random, tapped));
  }

  private static RecordCipher tapped(
      CipherSuite suite,
      SecretBytes key,
      Bytes iv,
      SecureRandom random,
      BiConsumer<Bytes, Bytes> tap) {
    Bytes known = key.use(Bytes::of);
    RecordCipher cipher = RecordCipher.create(suite, key, iv, random);
    return new RecordCipher() {
      @Override
      public byte[] seal(long sequence, byte[] aad, byte[] plaintext) {
        byte[] sealed = cipher.seal(sequence, aad, plaintext);
        tap.accept(known, nonce(iv, sequence, sealed));
        return sealed;
      }

      @Override
      public byte[] open(long sequence, byte[] aad, byte[] sealed)
          throws AuthenticationFailedException {
        byte[] plaintext = cipher.open(sequence, aad, sealed);
        tap.accept(known, nonce(iv, sequence, sealed));
        return plaintext;
      }

      @Override
      public void close() {
        cipher.close();
      }
    };
  }

  /** IV xor sequence (docs/spec/tunnel.md#records); a CBC record brings its own. */
  private static Bytes nonce(Bytes iv, long sequence, byte[] sealed) {
    if (iv.length() == 0) {
      return Bytes.of(sealed).slice(0, IV_OF_CBC_BYTES);
    }
    byte[] nonce = iv.toArray();
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    for (int i = 0; i < number.length; i++) {
      nonce[nonce.length - number.length + i] ^= number[i];
    }
    return Bytes.of(nonce);
  }
}
