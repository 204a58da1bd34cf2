package keyturn.server.conversation;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import keyturn.crypto.SealedBox;
import keyturn.crypto.SecretBytes;

/**
 * The file of a {@link KeyRing}: a first line naming the format, then {@code day-suffix base64-key}
 * for each key. Only its owner may read it; it is replaced as a whole, and what it replaces is
 * overwritten as far as the disk obeys.
 */
final class KeyRingFile {
  private static final String FORMAT = "keyturn key ring 1";
  private static final Pattern LINE =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}) ([A-Za-z0-9+/]{43}=)");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** File locks do not hold between the threads of one process. */
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path path;

  KeyRingFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  Map<String, SecretBytes> read() {
    try {
      if (hasPermissions() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
        throw new KeyRingException(
            "the key ring " + path + " may be read by others than its owner: chmod 600 it");
      }
      List<String> lines = Files.readAllLines(path, StandardCharsets.US_ASCII);
      if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
        throw new KeyRingException(path + " is not a key ring: its first line is not " + FORMAT);
      }
      Map<String, SecretBytes> keys = new TreeMap<>();
      for (String line : lines.subList(1, lines.size())) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw new KeyRingException("the key ring " + path + " is damaged");
        }
        byte[] key = Base64.getDecoder().decode(parts.group(2));
        if (key.length != SealedBox.KEY_BYTES) {
          throw new KeyRingException("the key ring " + path + " is damaged");
        }
        keys.put(parts.group(1), SecretBytes.adopt(key));
      }
      return keys;
    } catch (IOException e) {
      throw new KeyRingException("the key ring " + path + " cannot be read", e);
    }
  }

  /** Replaces the content by what {@code change} makes of it; a missing file counts as empty. */
  void update(UnaryOperator<Map<String, SecretBytes>> change) {
    synchronized (IN_THIS_PROCESS) {
      Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
      try (FileChannel channel = FileChannel.open(lockFile, Set.of(CREATE, WRITE), ownerOnly());
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock of the key ring is not valid");
        }
        replace(change.apply(Files.exists(path) ? read() : Map.of()));
      } catch (IOException e) {
        throw new KeyRingException("the key ring " + path + " cannot be written", e);
      }
    }
  }

  private void replace(Map<String, SecretBytes> keys) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(next);
    byte[] content = encode(keys);
    try (FileChannel channel = FileChannel.open(next, Set.of(CREATE_NEW, WRITE), ownerOnly())) {
      write(channel, content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
    if (Files.notExists(path)) {
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    } else {
      // Kept open across the move, this channel is the only way left to the old content.
      try (FileChannel old = FileChannel.open(path, READ, WRITE)) {
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        write(old, new byte[Math.toIntExact(old.size())]);
      }
    }
    syncFolder();
  }

  private static byte[] encode(Map<String, SecretBytes> keys) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    keys.forEach(
        (id, key) ->
            text.append(id)
                .append(' ')
                .append(key.<String>use(Base64.getEncoder()::encodeToString))
                .append('\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
  }

  private void syncFolder() throws IOException {
    Path folder = path.getParent();
    if (hasPermissions() && folder != null) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return hasPermissions()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private boolean hasPermissions() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
