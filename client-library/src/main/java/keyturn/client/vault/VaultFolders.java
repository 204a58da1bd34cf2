package keyturn.client.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import keyturn.crypto.HashAlgorithm;
import keyturn.crypto.PasswordKey;
import keyturn.crypto.SecretBytes;

/**
 * Vaults on disk: {@code HOME/vaults/ACCOUNT/N/} with the files {@code keys}, {@code lock} and
 * {@code vault.mv.db}. ACCOUNT is what can be read of server and username, and 64 bits of a hash of
 * both. The highest N is in use; those below were set aside and are never touched again.
 */
public final class VaultFolders implements Vaults {
  private static final int READABLE_CHARACTERS = 40;
  private static final int HASH_BYTES = 8;

  private final Path root;
  private final String server;
  private final SecureRandom random;
  private final PasswordKey.Cost cost;

  /**
   * @param home of the client
   * @param server host:port
   * @param cost of new slots; old ones say their own
   */
  public VaultFolders(Path home, String server, SecureRandom random, PasswordKey.Cost cost) {
    this.root = home.toAbsolutePath().resolve("vaults");
    this.server = server;
    this.random = random;
    this.cost = cost;
  }

  @Override
  public Unlocking open(String username, char[] password) {
    return open(username, slots -> slots.unlock(password));
  }

  @Override
  public Unlocking openKept(String username, SecretBytes secret) {
    return open(username, slots -> slots.unlockKept(secret));
  }

  private Unlocking open(String username, Function<KeySlots, Optional<VaultKey>> unlock) {
    int newest = newest(username);
    if (newest == 0) {
      return new Unlocking.Absent();
    }
    Path folder = folder(username, newest);
    KeySlots slots = slots(folder);
    FileChannel lock = lock(folder);
    boolean opened = false;
    try {
      Optional<VaultKey> key = unlock.apply(slots);
      if (key.isEmpty()) {
        return new Unlocking.OtherPassword();
      }
      Vault vault = H2Vault.open(folder, key.get(), slots, lock, random);
      opened = true;
      return new Unlocking.Opened(vault);
    } finally {
      if (!opened) {
        release(lock);
      }
    }
  }

  @Override
  public boolean rewrap(String username, char[] old, char[] replacement) {
    int newest = newest(username);
    if (newest == 0) {
      return false;
    }
    Path folder = folder(username, newest);
    KeySlots slots = slots(folder);
    FileChannel lock = lock(folder);
    try {
      Optional<VaultKey> key = slots.unlock(old);
      if (key.isEmpty()) {
        return false;
      }
      try (VaultKey opened = key.get()) {
        // Two steps, so that a crash in between leaves a vault that both passwords open.
        slots.add(opened, replacement);
        slots.keepNewest();
      }
      return true;
    } finally {
      release(lock);
    }
  }

  @Override
  public Vault create(String username, char[] password) {
    Path folder = folder(username, newest(username) + 1);
    makePrivate(folder);
    FileChannel lock = lock(folder);
    KeySlots slots = slots(folder);
    VaultKey key = VaultKey.random(random);
    // The database first: a crash in between leaves a folder that does not count as a vault.
    Vault vault = H2Vault.create(folder, key, slots, lock, random);
    vault.addPassword(password);
    return vault;
  }

  private KeySlots slots(Path folder) {
    return new KeySlots(folder.resolve("keys"), random, cost);
  }

  /** 0 if there is none. */
  private int newest(String username) {
    Path account = root.resolve(accountName(username));
    if (!Files.isDirectory(account)) {
      return 0;
    }
    try (Stream<Path> children = Files.list(account)) {
      return children
          .filter(child -> Files.exists(child.resolve("keys")))
          .map(child -> child.getFileName().toString())
          .filter(name -> name.matches("[1-9][0-9]{0,8}"))
          .mapToInt(Integer::parseInt)
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new VaultException("the folder of vaults cannot be read: " + root);
    }
  }

  private Path folder(String username, int number) {
    return root.resolve(accountName(username)).resolve(Integer.toString(number));
  }

  private String accountName(String username) {
    String key = Normalizer.normalize(username, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String readable = (server + "-" + key).replaceAll("[^A-Za-z0-9.-]", "_");
    byte[] both = (server + "\0" + key).getBytes(StandardCharsets.UTF_8);
    return readable.substring(0, Math.min(READABLE_CHARACTERS, readable.length()))
        + "-"
        + HashAlgorithm.SHA256.hash(both).slice(0, HASH_BYTES).toHex();
  }

  /** A folder from a crashed attempt is not a vault; what lies in it is overwritten. */
  private static void makePrivate(Path folder) {
    try {
      Files.createDirectories(folder);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Files.deleteIfExists(folder.resolve(H2Vault.FILE));
    } catch (IOException e) {
      throw new VaultException("the vault cannot be made in " + folder);
    }
  }

  private static FileChannel lock(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new VaultException("the vault's lock cannot be taken in " + folder);
    }
    throw new VaultInUseException(folder);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new VaultException("the vault's lock cannot be released");
    }
  }
}
