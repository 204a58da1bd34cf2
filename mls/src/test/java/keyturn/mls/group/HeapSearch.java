package keyturn.mls.group;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import keyturn.crypto.Bytes;
import keyturn.crypto.SecretBytes;

/**
 * Looks for secrets in everything that this virtual machine holds: a heap dump has the bytes of
 * each array as they are. What is looked for is kept xor-ed with a mask, so that it does not find
 * itself.
 */
final class HeapSearch {
  private static final byte MASK = 0x5A;
  private static final int SHORTEST = 16;
  private static final int PIECE = 1 << 20;

  private record Wanted(String name, Bytes masked) {}

  private final List<Wanted> wanted = new ArrayList<>();

  /** Remembers a secret, which stays the caller's; the shortest are 16 bytes. */
  void add(String name, SecretBytes secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(name + " is too short to be told from chance");
    }
    Bytes masked =
        secret.use(
            bytes -> {
              byte[] copy = new byte[bytes.length];
              for (int i = 0; i < bytes.length; i++) {
                copy[i] = (byte) (bytes[i] ^ MASK);
              }
              return Bytes.of(copy);
            });
    wanted.add(new Wanted(name, masked));
  }

  /** The names of those that are in an object which can be reached, after a collection. */
  Set<String> found(Path folder) throws IOException {
    Path dump = folder.resolve("heap.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    try (InputStream in = Files.newInputStream(dump)) {
      return search(in);
    } finally {
      Files.delete(dump);
    }
  }

  private Set<String> search(InputStream in) throws IOException {
    Set<String> found = new TreeSet<>();
    List<List<Wanted>> byStart = byStart();
    int longest = wanted.stream().mapToInt(w -> w.masked.length()).max().orElse(0);
    byte[] piece = new byte[PIECE + longest];
    int kept = 0;
    for (int read = in.readNBytes(piece, 0, PIECE); read > 0; ) {
      int length = kept + read;
      for (int at = 0; at + SHORTEST <= length; at++) {
        for (Wanted one : byStart.get(start(piece[at], piece[at + 1]))) {
          if (isAt(piece, at, length, one.masked)) {
            found.add(one.name);
          }
        }
      }
      kept = Math.min(longest, length);
      System.arraycopy(piece, length - kept, piece, 0, kept);
      read = in.readNBytes(piece, kept, PIECE);
    }
    return found;
  }

  /** Those that begin with each pair of bytes, as the dump has them. */
  private List<List<Wanted>> byStart() {
    List<List<Wanted>> all = new ArrayList<>();
    for (int i = 0; i < 1 << 16; i++) {
      all.add(List.of());
    }
    for (Wanted one : wanted) {
      int start = start((byte) (one.masked.at(0) ^ MASK), (byte) (one.masked.at(1) ^ MASK));
      List<Wanted> more = new ArrayList<>(all.get(start));
      more.add(one);
      all.set(start, more);
    }
    return all;
  }

  private static int start(byte first, byte second) {
    return (first & 0xff) << 8 | (second & 0xff);
  }

  private static boolean isAt(byte[] piece, int at, int length, Bytes masked) {
    if (at + masked.length() > length) {
      return false;
    }
    for (int i = 0; i < masked.length(); i++) {
      if ((byte) (piece[at + i] ^ MASK) != masked.at(i)) {
        return false;
      }
    }
    return true;
  }
}
