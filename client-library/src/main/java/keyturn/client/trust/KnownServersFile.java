package keyturn.client.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keyturn.crypto.Fingerprint;

/**
 * Pins in a text file that people can read and edit: lines of {@code host:port SHA256:…}; {@code #}
 * starts a comment. Read at every question, so that several programs can share it. A line that is
 * not understood stops the client: guessing would turn a pinned server into an unknown one.
 */
public final class KnownServersFile implements KnownServers {
  private final Path file;

  public KnownServersFile(Path file) {
    this.file = file;
  }

  @Override
  public synchronized Optional<Fingerprint> pinned(String server) {
    Optional<Fingerprint> pinned = Optional.empty();
    for (String line : lines()) {
      if (isOf(line, server)) {
        pinned = Optional.of(fingerprintOf(line));
      }
    }
    return pinned;
  }

  @Override
  public synchronized Map<String, Fingerprint> all() {
    Map<String, Fingerprint> all = new TreeMap<>();
    for (String line : lines()) {
      if (!line.isBlank() && !line.startsWith("#") && line.indexOf(' ') > 0) {
        all.put(line.substring(0, line.indexOf(' ')), fingerprintOf(line));
      }
    }
    return all;
  }

  @Override
  public synchronized void forget(String server) {
    List<String> kept = new ArrayList<>(lines());
    if (kept.removeIf(line -> isOf(line, server))) {
      replace(String.join("\n", kept) + "\n");
    }
  }

  @Override
  public synchronized void pin(String server, Fingerprint fingerprint) {
    List<String> kept = new ArrayList<>(lines());
    kept.removeIf(line -> isOf(line, server));
    kept.add(server + " " + fingerprint);
    replace(String.join("\n", kept) + "\n");
  }

  private static boolean isOf(String line, String server) {
    return line.startsWith(server + " ");
  }

  private Fingerprint fingerprintOf(String line) {
    return Fingerprint.parse(line.substring(line.indexOf(' ') + 1).strip())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "not a fingerprint in " + file.getFileName() + ", see the line of its server"));
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A crash leaves the old file or the new one, never half of either. */
  private void replace(String text) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
