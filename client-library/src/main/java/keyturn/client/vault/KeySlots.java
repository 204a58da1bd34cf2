package keyturn.client.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keyturn.crypto.AuthenticationFailedException;
import keyturn.crypto.Bytes;
import keyturn.crypto.PasswordKey;
import keyturn.crypto.SealedBox;
import keyturn.crypto.SecretBytes;

/**
 * The file {@code keys} beside a vault: one line for each way to open it, oldest first. Each wraps
 * the same vault key.
 *
 * <pre>
 * password argon2id MEMORY-KIB PASSES LANES SALT-HEX BOX-HEX
 * BOX = SealedBox(Argon2id(password, salt), aad = "keyturn/1 vault slot password", vault key)
 * keyring BOX-HEX
 * BOX = SealedBox(secret, aad = "keyturn/1 vault slot keyring", vault key)
 * </pre>
 *
 * The secret of a keyring slot is 32 random bytes, which the system's keyring holds. There is at
 * most one such slot. A key file will be a further kind.
 */
final class KeySlots {
  private static final String HEADER = "# Keyturn vault keys, format 1";
  private static final byte[] AAD =
      "keyturn/1 vault slot password".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEYRING_AAD =
      "keyturn/1 vault slot keyring".getBytes(StandardCharsets.US_ASCII);
  private static final String KEYRING = "keyring ";
  private static final int SALT_BYTES = 16;

  private final Path file;
  private final SecureRandom random;
  private final PasswordKey.Cost cost;

  KeySlots(Path file, SecureRandom random, PasswordKey.Cost cost) {
    this.file = file;
    this.random = random;
    this.cost = cost;
  }

  /** Empty if no slot opens with this password. */
  Optional<VaultKey> unlock(char[] password) {
    List<String> slots = slots();
    for (int i = slots.size() - 1; i >= 0; i--) {
      Optional<VaultKey> key = unlock(slots.get(i), password);
      if (key.isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  /** Empty if there is no slot of the keyring, or it is under another secret. */
  Optional<VaultKey> unlockKept(SecretBytes secret) {
    Optional<String> slot = slots().stream().filter(line -> line.startsWith(KEYRING)).findFirst();
    if (slot.isEmpty()) {
      return Optional.empty();
    }
    try {
      Bytes box = Bytes.ofHex(slot.get().substring(KEYRING.length()));
      return Optional.of(new VaultKey(SecretBytes.adopt(SealedBox.open(secret, KEYRING_AAD, box))));
    } catch (AuthenticationFailedException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
  }

  /** In the place of the secret before, if there was one. Passwords stay. */
  void keep(VaultKey key, SecretBytes secret) {
    List<String> slots = slots();
    slots.removeIf(line -> line.startsWith(KEYRING));
    Bytes box =
        key.value().use(plaintext -> SealedBox.seal(secret, KEYRING_AAD, plaintext, random));
    // Not last: the newest password is.
    slots.add(0, KEYRING + box.toHex());
    write(slots);
  }

  void forgetKept() {
    List<String> slots = slots();
    if (slots.removeIf(line -> line.startsWith(KEYRING))) {
      write(slots);
    }
  }

  void add(VaultKey key, char[] password) {
    List<String> slots = slots();
    slots.add(wrap(key, password));
    write(slots);
  }

  void keepNewest() {
    List<String> slots = slots();
    write(slots.subList(slots.size() - 1, slots.size()));
  }

  /** The only slot stays: without it nothing opens the vault again. */
  void dropNewest() {
    List<String> slots = slots();
    if (slots.size() > 1) {
      write(slots.subList(0, slots.size() - 1));
    }
  }

  private String wrap(VaultKey key, char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    try (SecretBytes wrapping = PasswordKey.derive(password, salt, cost, SealedBox.KEY_BYTES)) {
      Bytes box = key.value().use(plaintext -> SealedBox.seal(wrapping, AAD, plaintext, random));
      return "password argon2id %d %d %d %s %s"
          .formatted(
              cost.memoryKibibytes(),
              cost.passes(),
              cost.lanes(),
              Bytes.of(salt).toHex(),
              box.toHex());
    }
  }

  private Optional<VaultKey> unlock(String slot, char[] password) {
    String[] fields = slot.split(" ", -1);
    if (!fields[0].equals("password")) {
      return Optional.empty();
    }
    if (fields.length != 7 || !fields[1].equals("argon2id")) {
      throw damaged();
    }
    try (SecretBytes wrapping =
        PasswordKey.derive(
            password, Bytes.ofHex(fields[5]).toArray(), costOf(fields), SealedBox.KEY_BYTES)) {
      byte[] key = SealedBox.open(wrapping, AAD, Bytes.ofHex(fields[6]));
      return Optional.of(new VaultKey(SecretBytes.adopt(key)));
    } catch (AuthenticationFailedException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
  }

  private static PasswordKey.Cost costOf(String[] fields) {
    return new PasswordKey.Cost(
        Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), Integer.parseInt(fields[4]));
  }

  private VaultDamagedException damaged() {
    return new VaultDamagedException(folder(), "its file of keys is not readable");
  }

  private Path folder() {
    return file.resolveSibling("").toAbsolutePath();
  }

  private List<String> slots() {
    try {
      if (!Files.exists(file)) {
        return new ArrayList<>();
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.size() < 2 || !lines.get(0).equals(HEADER)) {
        throw damaged();
      }
      return new ArrayList<>(lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw damaged();
    }
  }

  /** A crash leaves the old file or the new one. */
  private void write(List<String> slots) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    String text = HEADER + "\n" + String.join("\n", slots) + "\n";
    try {
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new VaultException("the vault's keys cannot be written in " + folder());
    }
  }
}
