package keyturn.mls.framing;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.Bytes;
import keyturn.crypto.KemKeyPair;
import keyturn.crypto.SecretBytes;
import keyturn.mls.MlsException;
import keyturn.mls.codec.Encodable;
import keyturn.mls.codec.Reader;
import keyturn.mls.codec.Writer;
import keyturn.mls.schedule.JoinerSecret;
import keyturn.mls.schedule.MessageKey;
import keyturn.mls.suite.HpkeCiphertext;
import keyturn.mls.suite.Suite;

/** Welcome (RFC 9420 §12.4.3.1). */
public record Welcome(int suiteCode, List<Entry> secrets, Bytes encryptedGroupInfo)
    implements Encodable {
  private static final String LABEL = "Welcome";
  private static final byte[] NO_AAD = {};

  public Welcome {
    secrets = List.copyOf(secrets);
  }

  /** EncryptedGroupSecrets. */
  public record Entry(Bytes newMember, HpkeCiphertext encryptedGroupSecrets) implements Encodable {
    static Entry read(Reader reader) throws MlsException {
      return new Entry(reader.vector(), HpkeCiphertext.read(reader));
    }

    @Override
    public void writeTo(Writer writer) {
      writer.vector(newMember).put(encryptedGroupSecrets);
    }
  }

  public static Welcome read(Reader reader) throws MlsException {
    return new Welcome(reader.u16(), reader.list(Entry::read), reader.vector());
  }

  public static Bytes encryptGroupInfo(Suite suite, JoinerSecret joiner, GroupInfo groupInfo) {
    try (MessageKey key = joiner.welcomeKey()) {
      return Bytes.of(key.seal(suite, NO_AAD, groupInfo.encodedArray()));
    }
  }

  public GroupInfo decryptGroupInfo(Suite suite, JoinerSecret joiner) throws MlsException {
    try (MessageKey key = joiner.welcomeKey()) {
      byte[] plain = key.open(suite, NO_AAD, encryptedGroupInfo.toArray());
      return Reader.decode(Bytes.of(plain), GroupInfo::read);
    }
  }

  public static Entry entry(
      Suite suite,
      KeyPackage newMember,
      GroupSecrets secrets,
      Bytes encryptedGroupInfo,
      SecureRandom random)
      throws MlsException {
    try (SecretBytes plain = SecretBytes.adopt(secrets.encodedArray())) {
      return new Entry(
          newMember.reference(suite),
          suite.encrypt(newMember.initKey(), LABEL, encryptedGroupInfo.toArray(), plain, random));
    }
  }

  /** The entry for a key package, if there is one. */
  public Optional<Entry> entryFor(Bytes keyPackageReference) {
    return secrets.stream()
        .filter(entry -> entry.newMember.equals(keyPackageReference))
        .findFirst();
  }

  /** The caller closes the secrets. */
  public GroupSecrets decrypt(Suite suite, Entry entry, KemKeyPair initKey) throws MlsException {
    try (SecretBytes plain =
        suite.decrypt(initKey, LABEL, encryptedGroupInfo.toArray(), entry.encryptedGroupSecrets)) {
      return Reader.decodeSecret(plain, GroupSecrets::read);
    }
  }

  @Override
  public void writeTo(Writer writer) {
    writer.u16(suiteCode).list(secrets).vector(encryptedGroupInfo);
  }
}
