package keyturn.crypto;

/**
 * What a responder makes of an offered share.
 *
 * @param share goes back to the initiator
 * @param secret shared with the initiator, as {@link OfferedShare#agree} gives it; the caller
 *     closes it
 */
public record AnsweredShare(Bytes share, SecretBytes secret) {}
