package keyturn.server.conversation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import keyturn.crypto.SealedBox;
import keyturn.crypto.SecretBytes;

/**
 * The key-encryption keys, one for each day, in a file outside the database
 * (docs/spec/storage.md#key-ring). An epoch key is wrapped under the key of the day it was born; a
 * day's key is destroyed once no epoch of that day is needed, and with it whatever old backups of
 * the database hold of that day. Thread-safe; several processes may use one file.
 */
public final class KeyRing {
  private final KeyRingFile file;
  private final SecureRandom random;
  private final Map<String, SecretBytes> keys = new TreeMap<>();

  /** A key and the name under which the database refers to it. */
  public record Kek(String id, SecretBytes key) {}

  private KeyRing(KeyRingFile file, SecureRandom random) {
    this.file = file;
    this.random = random;
  }

  /**
   * Opens the ring that belongs to a database, or makes one beside an empty database.
   *
   * @param use what the database needs; read after the schema was compared
   * @throws KeyRingException if the ring is missing though there are conversations, misses a key
   *     that is needed, is readable by others or is damaged
   */
  public static KeyRing open(Path path, KeyRingUse use, SecureRandom random) {
    KeyRingFile file = new KeyRingFile(path);
    KeyRing ring = new KeyRing(file, random);
    if (Files.notExists(path)) {
      if (use.conversations() > 0) {
        throw new KeyRingException(
            "the key ring "
                + path
                + " is missing, and the database has "
                + use.conversations()
                + " conversations: restore it from its backup (setting keyturn.keyring.file)");
      }
      file.update(Map::copyOf);
    }
    ring.reload();
    Set<String> missing = new HashSet<>(use.kekIds());
    missing.removeAll(ring.keys.keySet());
    if (!missing.isEmpty()) {
      throw new KeyRingException(
          "the key ring "
              + path
              + " does not hold the keys "
              + missing
              + " that the database needs: it is not this database's, or is an older copy");
    }
    return ring;
  }

  /** The key under which epochs born on {@code day} are wrapped; made when first asked for. */
  public synchronized Kek ofDay(LocalDate day) {
    for (Map.Entry<String, SecretBytes> entry : keys.entrySet()) {
      if (dayOf(entry.getKey()).equals(day)) {
        return new Kek(entry.getKey(), entry.getValue());
      }
    }
    byte[] suffix = new byte[4];
    random.nextBytes(suffix);
    String id = day + "-" + HexFormat.of().formatHex(suffix);
    SecretBytes key = SecretBytes.random(SealedBox.KEY_BYTES, random);
    file.update(
        before -> {
          Map<String, SecretBytes> after = new TreeMap<>(before);
          after.put(id, key);
          return after;
        });
    keys.put(id, key);
    return new Kek(id, key);
  }

  /**
   * A key by its name.
   *
   * @throws KeyRingException if it is not in the ring: destroyed, or of another ring
   */
  public synchronized Kek named(String id) {
    if (!keys.containsKey(id)) {
      reload();
    }
    SecretBytes key = keys.get(id);
    if (key == null) {
      throw new KeyRingException("the key ring does not hold the key " + id);
    }
    return new Kek(id, key);
  }

  /**
   * Destroys every key of a day before {@code firstDay} that is not in {@code needed}.
   *
   * @param firstDay by the database's clock; an epoch of this day may be being born
   */
  public synchronized void retain(Set<String> needed, LocalDate firstDay) {
    reload();
    Set<String> spent = new HashSet<>(keys.keySet());
    spent.removeIf(id -> needed.contains(id) || !dayOf(id).isBefore(firstDay));
    if (spent.isEmpty()) {
      return;
    }
    file.update(
        before -> {
          Map<String, SecretBytes> after = new TreeMap<>(before);
          after.keySet().removeAll(spent);
          return after;
        });
    for (String id : spent) {
      SecretBytes key = keys.remove(id);
      if (key != null) {
        key.close();
      }
    }
  }

  private void reload() {
    Map<String, SecretBytes> read = file.read();
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean gone = !read.containsKey(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    read.forEach(
        (id, key) -> {
          if (keys.putIfAbsent(id, key) != null) {
            key.close();
          }
        });
  }

  static LocalDate dayOf(String id) {
    return LocalDate.parse(id.substring(0, 10));
  }
}
