package keyturn.crypto;

import java.security.SecureRandom;

/**
 * HPKE in base mode with HKDF-SHA256 (RFC 9180 §5.1.1, §6.1): the recipient is authenticated by its
 * key, the sender not at all. Immutable, thread-safe.
 */
public record Hpke(Kem kem, Aead aead) {
  private static final int HKDF_SHA256 = 0x0001;

  /** What a sender gives the recipient: enc ({@link Kem#encBytes}) and the context it began. */
  public record Sending(Bytes enc, HpkeContext context) {}

  /**
   * An encrypted message.
   *
   * @param enc {@link Kem#encBytes}
   * @param ciphertext plaintext length + {@link Aead#TAG_BYTES}
   */
  public record Sealed(Bytes enc, Bytes ciphertext) {}

  /**
   * SetupBaseS; the caller closes the context.
   *
   * @param publicKey from the peer, any length and content
   * @throws AuthenticationFailedException if it is no public key
   */
  public Sending setupSender(Bytes publicKey, byte[] info, SecureRandom random)
      throws AuthenticationFailedException {
    AnsweredShare share = kem.encapsulate(publicKey, random);
    try (SecretBytes secret = share.secret()) {
      return new Sending(share.share(), schedule(secret, info));
    }
  }

  /**
   * SetupBaseR; the caller closes the context.
   *
   * @param enc from the peer, any length and content
   * @throws AuthenticationFailedException if it is no encapsulated key
   */
  public HpkeContext setupReceiver(KemKeyPair pair, Bytes enc, byte[] info)
      throws AuthenticationFailedException {
    try (SecretBytes secret = kem.decapsulate(pair, enc)) {
      return schedule(secret, info);
    }
  }

  /** SealBase: one message under a key of its own. */
  public Sealed seal(
      Bytes publicKey, byte[] info, byte[] aad, byte[] plaintext, SecureRandom random)
      throws AuthenticationFailedException {
    Sending sending = setupSender(publicKey, info, random);
    try (HpkeContext context = sending.context()) {
      return new Sealed(sending.enc(), Bytes.of(context.seal(aad, plaintext)));
    }
  }

  /**
   * OpenBase.
   *
   * @throws AuthenticationFailedException whatever is wrong
   */
  public byte[] open(KemKeyPair pair, byte[] info, byte[] aad, Bytes enc, Bytes ciphertext)
      throws AuthenticationFailedException {
    try (HpkeContext context = setupReceiver(pair, enc, info)) {
      return context.open(aad, ciphertext.toArray());
    }
  }

  /** KeySchedule of RFC 9180 §5.1 with mode_base: psk and psk_id are empty. */
  HpkeContext schedule(SecretBytes sharedSecret, byte[] info) {
    LabeledHkdf hkdf = LabeledHkdf.ofHpke(kem, HKDF_SHA256, aead);
    try (SecretBytes nothing = SecretBytes.adopt(new byte[0]);
        SecretBytes pskIdHash = hkdf.extract(nothing, "psk_id_hash", nothing);
        SecretBytes infoHash = hkdf.extract(nothing, "info_hash", info);
        SecretBytes secret = hkdf.extract(sharedSecret, "secret", nothing)) {
      byte[] context =
          pskIdHash
              .use(
                  psk ->
                      infoHash.use(
                          hash -> Bytes.concat(Bytes.of((byte) 0), Bytes.of(psk), Bytes.of(hash))))
              .toArray();
      return new HpkeContext(
          hkdf,
          aead,
          hkdf.expand(secret, "key", context, aead.keyBytes()),
          hkdf.expand(secret, "base_nonce", context, Aead.NONCE_BYTES),
          hkdf.expand(secret, "exp", context, HashAlgorithm.SHA256.lengthBytes()));
    }
  }
}
