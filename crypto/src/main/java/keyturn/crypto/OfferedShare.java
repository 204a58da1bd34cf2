package keyturn.crypto;

/** An initiator's ephemeral key: its public share, and the private half until it is closed. */
public final class OfferedShare implements AutoCloseable {
  private final KeyGroup group;
  private final KeyExchange.Offer offer;
  private boolean closed;

  OfferedShare(KeyGroup group, KeyExchange.Offer offer) {
    this.group = group;
    this.offer = offer;
  }

  public KeyGroup group() {
    return group;
  }

  /** {@link KeyGroup#clientShareBytes}. */
  public Bytes share() {
    return offer.share();
  }

  /**
   * The secret that the peer who made {@code answer} has too.
   *
   * @param answer {@link KeyGroup#serverShareBytes}, from the peer, any content
   * @return {@link KeyGroup#secretBytes}; the caller closes it
   * @throws InvalidShareException if {@code answer} has another length, is not in the group, or
   *     leads to a secret that anybody knows
   */
  public SecretBytes agree(Bytes answer) throws InvalidShareException {
    if (closed) {
      throw new IllegalStateException("this share has been closed");
    }
    if (answer.length() != group.serverShareBytes()) {
      throw group.invalidAnswer(answer);
    }
    try {
      return offer.agree(answer);
    } catch (KeyExchange.RefusedShareException e) {
      throw group.invalidAnswer(answer);
    }
  }

  @Override
  public void close() {
    closed = true;
    offer.close();
  }
}
