package keyturn.quickstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One running instance for each data folder. The operating system releases the lock when the
 * process ends, however it ends, so the file itself may stay.
 */
final class InstanceLock implements AutoCloseable {
  private static final int PID_BYTES = 20;

  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws StartException if another instance holds the folder; names its process
   */
  static InstanceLock take(Path file, Path dataFolder) throws IOException, StartException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      if (tryLock(channel) == null) {
        throw new StartException(
            "Keyturn already runs from %s (process %s): stop it with Ctrl-C there, or choose another folder with --data DIR."
                .formatted(dataFolder, holder(channel)));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
          0);
      taken = true;
      return new InstanceLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      // Past the process number: Windows refuses to read a locked range.
      return channel.tryLock(PID_BYTES, 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(PID_BYTES);
    channel.read(buffer, 0);
    String pid =
        new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
