package keyturn.mls.group;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keyturn.crypto.SecretBytes;

/**
 * Counts the secrets of this virtual machine that nobody has closed, also those that nobody refers
 * to any more: they are what was left behind. It reads a heap dump (HPROF 1.0.2, identifiers of 8
 * bytes).
 */
final class OpenSecrets {
  private static final String CLASS = SecretBytes.class.getName().replace('.', '/');
  private static final int UTF8 = 0x01;
  private static final int LOAD_CLASS = 0x02;
  private static final int HEAP_DUMP = 0x0C;
  private static final int HEAP_DUMP_SEGMENT = 0x1C;
  private static final int REFERENCE = 2;
  private static final int BOOLEAN = 4;
  private static final int BYTE = 8;

  private final ByteBuffer dump;
  private final Set<Long> openValues = new HashSet<>();
  private final Set<Long> secretArrays = new HashSet<>();
  private final List<Integer> fields = new ArrayList<>();
  private long className = -1;
  private long classId = -1;

  private OpenSecrets(ByteBuffer dump) {
    this.dump = dump;
  }

  /** Which objects are looked at. */
  enum Counted {
    /** What can be reached, after a collection. */
    REACHABLE,
    /** Also what nobody has collected yet. */
    ALL
  }

  /** How many there are; those of zeros or of nothing are no secrets. */
  static int count(Path folder, Counted counted) throws IOException {
    Path file = folder.resolve("heap.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), counted == Counted.REACHABLE);
    try (FileChannel channel = FileChannel.open(file)) {
      return new OpenSecrets(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())).count();
    } finally {
      Files.delete(file);
    }
  }

  private int count() {
    while (dump.get() != 0) {
      // The name of the format ends with a zero.
    }
    if (dump.getInt() != Long.BYTES) {
      throw new IllegalStateException("identifiers of another size");
    }
    dump.getLong();
    while (dump.hasRemaining()) {
      int tag = dump.get();
      dump.getInt();
      entry(tag, dump.getInt());
    }
    openValues.retainAll(secretArrays);
    return openValues.size();
  }

  private void entry(int tag, int length) {
    int end = dump.position() + length;
    if (tag == UTF8) {
      long id = dump.getLong();
      byte[] name = new byte[end - dump.position()];
      dump.get(name);
      if (new String(name, StandardCharsets.UTF_8).equals(CLASS)) {
        className = id;
      }
    } else if (tag == LOAD_CLASS) {
      dump.getInt();
      long id = dump.getLong();
      dump.getInt();
      if (dump.getLong() == className) {
        classId = id;
      }
    } else if (tag == HEAP_DUMP || tag == HEAP_DUMP_SEGMENT) {
      while (dump.position() < end) {
        object();
      }
    }
    dump.position(end);
  }

  private void object() {
    int kind = dump.get() & 0xff;
    switch (kind) {
      case 0xFF, 0x05, 0x07 -> skip(8);
      case 0x04, 0x06 -> skip(12);
      case 0x01, 0x02, 0x03, 0x08 -> skip(16);
      case 0x20 -> classDump();
      case 0x21 -> instance();
      case 0x22 -> objectArray();
      case 0x23 -> primitiveArray();
      default -> throw new IllegalStateException("heap dump record " + kind);
    }
  }

  private void classDump() {
    long id = dump.getLong();
    skip(4 + 6 * 8 + 4);
    for (int n = dump.getShort() & 0xffff; n > 0; n--) {
      skip(2);
      skip(size(dump.get()));
    }
    for (int n = dump.getShort() & 0xffff; n > 0; n--) {
      skip(8);
      skip(size(dump.get()));
    }
    for (int n = dump.getShort() & 0xffff; n > 0; n--) {
      skip(8);
      int type = dump.get();
      if (id == classId) {
        fields.add(type);
      }
    }
  }

  /** A SecretBytes has two fields, a reference and a flag, in whichever order. */
  private void instance() {
    skip(12);
    long type = dump.getLong();
    int length = dump.getInt();
    int start = dump.position();
    if (type == classId) {
      if (!fields.equals(List.of(BOOLEAN, REFERENCE))
          && !fields.equals(List.of(REFERENCE, BOOLEAN))) {
        throw new IllegalStateException("SecretBytes has other fields than before");
      }
      boolean flagFirst = fields.get(0) == BOOLEAN;
      long value = dump.getLong(start + (flagFirst ? 1 : 0));
      boolean closed = dump.get(start + (flagFirst ? 0 : 8)) != 0;
      if (!closed) {
        openValues.add(value);
      }
    }
    dump.position(start + length);
  }

  private void objectArray() {
    skip(12);
    int length = dump.getInt();
    skip(8 + 8 * length);
  }

  private void primitiveArray() {
    long id = dump.getLong();
    skip(4);
    int length = dump.getInt();
    int type = dump.get();
    if (type == BYTE) {
      int start = dump.position();
      for (int i = 0; i < length; i++) {
        if (dump.get() != 0) {
          secretArrays.add(id);
          break;
        }
      }
      dump.position(start);
    }
    skip(length * size(type));
  }

  private static int size(int type) {
    return switch (type) {
      case BOOLEAN, BYTE -> 1;
      case 5, 9 -> 2;
      case 6, 10 -> 4;
      case REFERENCE, 7, 11 -> 8;
      default -> throw new IllegalStateException("type " + type);
    };
  }

  private void skip(int bytes) {
    dump.position(dump.position() + bytes);
  }
}
