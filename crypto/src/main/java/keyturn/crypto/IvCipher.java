package keyturn.crypto;

/** Unauthenticated encryption under an IV: half of {@link EncryptThenMac}, never used alone. */
interface IvCipher extends AutoCloseable {
  enum Kind {
    AES_CBC(16, 16) {
      @Override
      IvCipher create(SecretBytes key) {
        return new CbcCipher("AES", key);
      }
    },
    TDES_CBC(8, 8) {
      @Override
      IvCipher create(SecretBytes key) {
        return CbcCipher.tripleDes(key);
      }
    },
    KEYED_HASH(32, 0) {
      @Override
      IvCipher create(SecretBytes key) {
        return new KeyedHashCipher(key);
      }
    };

    private final int ivBytes;
    private final int maxPaddingBytes;

    Kind(int ivBytes, int maxPaddingBytes) {
      this.ivBytes = ivBytes;
      this.maxPaddingBytes = maxPaddingBytes;
    }

    int ivBytes() {
      return ivBytes;
    }

    int maxPaddingBytes() {
      return maxPaddingBytes;
    }

    /**
     * @param key taken over: closed with the cipher
     */
    abstract IvCipher create(SecretBytes key);
  }

  byte[] encrypt(byte[] iv, byte[] plaintext);

  /** Only of what a MAC has proved genuine. */
  byte[] decrypt(byte[] iv, byte[] encrypted) throws AuthenticationFailedException;

  @Override
  void close();
}
