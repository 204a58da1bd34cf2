package keyturn.client;

/**
 * Is shown each decoded message as one line ({@code --trace}); keys, passwords, tokens and texts
 * are redacted. Called on the client's thread: it must not block for long.
 */
@FunctionalInterface
public interface TraceSink {
  /** {@code line} starts with {@code "> "} for what the client sends, {@code "< "} otherwise. */
  void line(String line);
}
