package keyturn.quickstart;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a child's log. */
final class LogTail {
  private static final int MAX_BYTES = 1 << 16;

  private LogTail() {}

  /** What {@code log} holds after {@code start} (bytes), at most the last 64 KiB. */
  static String after(Path log, long start) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.min(file.length(), Math.max(start, file.length() - MAX_BYTES)));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
