package keyturn.protocol.tunnel;

/** The keys in use, one for each direction; a refresh replaces them one at a time. */
final class RecordKeys implements AutoCloseable {
  private RecordSealer sealer;
  private RecordOpener opener;

  RecordKeys(RecordSealer sealer, RecordOpener opener) {
    this.sealer = sealer;
    this.opener = opener;
  }

  RecordSealer sealer() {
    return sealer;
  }

  RecordOpener opener() {
    return opener;
  }

  /** The record just sealed was the last under the old key, which is erased. */
  void sealWith(RecordSealer next) {
    sealer.close();
    sealer = next;
  }

  /** The record just opened was the last under the old key, which is erased. */
  void openWith(RecordOpener next) {
    opener.close();
    opener = next;
  }

  @Override
  public void close() {
    sealer.close();
    opener.close();
  }
}
