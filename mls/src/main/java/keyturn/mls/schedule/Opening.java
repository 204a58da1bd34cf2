package keyturn.mls.schedule;

/**
 * A key taken on trial: the ratchet changes with {@link #apply}, after the message has opened and
 * its signature verified, and not at all if this is closed without it.
 */
public final class Opening implements AutoCloseable {
  private final MessageKey key;
  private final Runnable onApply;
  private final Runnable onDrop;
  private boolean applied;

  Opening(MessageKey key, Runnable onApply, Runnable onDrop) {
    this.key = key;
    this.onApply = onApply;
    this.onDrop = onDrop;
  }

  /** The same, with more to do either way. */
  Opening and(Runnable alsoOnApply, Runnable alsoOnDrop) {
    return new Opening(
        key,
        () -> {
          onApply.run();
          alsoOnApply.run();
        },
        () -> {
          onDrop.run();
          alsoOnDrop.run();
        });
  }

  public MessageKey key() {
    return key;
  }

  public void apply() {
    applied = true;
    onApply.run();
  }

  @Override
  public void close() {
    key.close();
    if (!applied) {
      onDrop.run();
    }
  }
}
